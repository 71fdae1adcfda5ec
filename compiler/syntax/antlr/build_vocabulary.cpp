#include "compiler/syntax/antlr/builder.h"

namespace envelope::syntax {
namespace {

TypeName build_type(Builder& b, Grammar::TypeContext* context, base::Span gap) {
  if (context == nullptr) return {{{}, gap}, false, gap};
  return {build_name(b, context->name(), b.gap(context)), context->LBRACKET() != nullptr, b.span(context)};
}

Import build_import(Builder& b, Grammar::ImportDeclContext* context) {
  Import import;
  if (auto* file = context->STRING()) {
    import.target = build_text(b, file, b.gap(context));
  } else {
    import.target = build_path(b, context->path(), b.gap(context));
  }
  import.arguments = build_arguments(b, context->arguments());
  return import;
}

Let build_let(Builder& b, Grammar::LetDeclContext* context) {
  Let let;
  let.name = build_name(b, context->name(), b.gap(context));
  if (context->COLON() != nullptr) let.type = build_type(b, context->type(), b.gap(context));
  if (context->EQUALS() != nullptr) let.value = build_value(b, context->value(), b.gap(context));
  return let;
}

EnumDecl build_enum(Builder& b, Grammar::EnumDeclContext* context) {
  return {build_name(b, context->name(), b.gap(context)), build_names(b, context->names()), build_doc(b, context->STRING())};
}

ClassDecl build_class(Builder& b, Grammar::ClassDeclContext* context) {
  ClassDecl decl;
  const std::vector<Grammar::NamesContext*> lists = context->names();
  if (!lists.empty()) decl.names = build_names(b, lists[0]);
  if (lists.size() > 1) decl.parents = build_names(b, lists[1]);
  decl.doc = build_doc(b, context->STRING());
  return decl;
}

CapabilityDecl build_capability(Builder& b, Grammar::CapabilityDeclContext* context) {
  return {build_names(b, context->names()), build_doc(b, context->STRING())};
}

Signature build_signature(Builder& b, Grammar::SignatureContext* context) {
  Signature signature;
  signature.span = b.span(context);
  signature.name = build_name(b, context->name(), b.gap(context));
  auto* parameters = context->parameters();
  signature.has_parentheses = parameters != nullptr;
  if (parameters == nullptr) return signature;
  for (Grammar::ParameterContext* item : parameters->parameter()) {
    Parameter& parameter = signature.parameters.emplace_back();
    parameter.span = b.span(item);
    parameter.name = build_name(b, item->name(), b.gap(item));
    parameter.optional = item->QUESTION() != nullptr;
    parameter.type = build_type(b, item->type(), b.gap(item));
  }
  return signature;
}

TraitKind trait_kind(Grammar::TraitContext* context) {
  if (context->NEEDS() != nullptr) return TraitKind::needs;
  if (context->READS() != nullptr) return TraitKind::reads;
  if (context->WRITES() != nullptr) return TraitKind::writes;
  if (context->EXECUTES() != nullptr) return TraitKind::executes;
  return TraitKind::is;
}

SignatureDecl build_signatures(Builder& b, Grammar::SignatureDeclContext* context) {
  SignatureDecl decl;
  decl.kind = context->EVENT() != nullptr ? SignatureKind::event : context->DUTY() != nullptr ? SignatureKind::duty : SignatureKind::action;
  for (Grammar::SignatureContext* item : context->signature()) decl.signatures.push_back(build_signature(b, item));
  for (Grammar::TraitContext* item : context->trait()) {
    decl.traits.push_back({trait_kind(item), build_names(b, item->names()), b.span(item)});
  }
  decl.doc = build_doc(b, context->STRING());
  return decl;
}

MeterDecl build_meter(Builder& b, Grammar::MeterDeclContext* context) {
  MeterDecl meter;
  meter.name = build_name(b, context->name(), b.gap(context));
  for (Grammar::PathContext* term : context->path()) meter.terms.push_back(build_path(b, term, b.gap(context)));
  return meter;
}

FactDecl build_fact(Builder& b, Grammar::FactDeclContext* context) {
  FactDecl fact;
  fact.name = build_name(b, context->name(), b.gap(context));
  fact.type = build_type(b, context->type(), b.gap(context));
  if (auto* each = context->each()) fact.keys = build_names(b, each->names());
  fact.doc = build_doc(b, context->STRING());
  return fact;
}

FileDecl build_file_decl(Builder& b, Grammar::FileDeclContext* context) {
  FileDecl file;
  for (TerminalNode* pattern : context->STRING()) file.patterns.push_back(build_text(b, pattern, b.gap(context)));
  file.is_protected = context->PROTECTED() != nullptr;
  if (context->AS() != nullptr) file.runs_as = build_name(b, context->name(), b.gap(context));
  return file;
}

}  // namespace

LabelDecl build_label(Builder& b, Grammar::LabelDeclContext* context) {
  LabelDecl label;
  label.name = build_name(b, context->name(), b.gap(context));
  label.from = build_targets(b, context->targets(), b.gap(context));
  label.conditions = build_conditions(b, context->condition());
  label.doc = build_doc(b, context->STRING());
  return label;
}

StatementNode build_vocabulary(Builder& b, Grammar::StatementContext* context) {
  if (auto* node = context->importDecl()) return build_import(b, node);
  if (auto* node = context->letDecl()) return build_let(b, node);
  if (auto* node = context->enumDecl()) return build_enum(b, node);
  if (auto* node = context->classDecl()) return build_class(b, node);
  if (auto* node = context->capabilityDecl()) return build_capability(b, node);
  if (auto* node = context->signatureDecl()) return build_signatures(b, node);
  if (auto* node = context->meterDecl()) return build_meter(b, node);
  if (auto* node = context->factDecl()) return build_fact(b, node);
  if (auto* node = context->labelDecl()) return build_label(b, node);
  if (auto* node = context->fileDecl()) return build_file_decl(b, node);
  if (auto* node = context->approval()) return build_approval(b, node, false);
  if (auto* node = context->route()) return build_route(b, node);
  return Unreadable{};
}

}  // namespace envelope::syntax
