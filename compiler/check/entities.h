// One function a declared thing: what it consists of. Called by the vocabulary pass.
#pragma once

#include "compiler/check/context.h"

namespace envelope::check {

void define_meter(Context& ctx, const syntax::MeterDecl& node);
void define_fact(Context& ctx, const syntax::FactDecl& node);
void define_approval(Context& ctx, const syntax::Approval& node);
void define_switch_keys(Context& ctx, const syntax::Scope& node);

// Circles of classes are reported and cut; fills Context::action_classes and class_members.
void close_classes(Context& ctx);

}  // namespace envelope::check
