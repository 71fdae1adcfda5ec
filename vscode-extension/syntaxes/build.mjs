// Writes envelope.tmLanguage.json, which editors read; `--check` only says whether it is up to date.
//
// TextMate grammars have no variables, so the same expression for a name stands in a hundred places of the JSON. Here it stands once.
//
// How soft keywords are told from names: after most words a name must come, and the rule for the word takes the name with it. What is
// left over is then in a place where only a clause can be, so `allow enter, leave` names two actions and `enter via x` is a clause.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const r = String.raw;

// ---- words; a test holds them against grammar/EnvelopeLexer.g4 ---------------------------------------------
const effects = "allow|ask|propose|deny";
const never_names =
  `${effects}|request|anything|and|or|not|when|unless|is|in|matches|under|has|via|because|do|else|per|each|at|within|with|except` +
  "|true|false";
const sometimes_names =
  "policy|timezone|import|let|enum|class|capability|action|event|duty|meter|fact|label|file|default|approval|route|tier|agent|human" +
  "|subagents|window|phase|stop|job|holds|grants|limit|watch|before|after|audit|configure|assert|accept|test|sums|protected|runs|as|needs" +
  "|reads|writes|executes|from|of|to|by|for|proof|reach|lasts|enter|leave|cron|every|on|run|expires|most|once|consecutive|usual|keep" +
  "|total|until|acknowledged|always|never|together|approve|without";
const types = "Bool|Count|Bytes|Money|Duration|Percent|Time|String|Path|Host|Command|Agent|Tier|Mode|Job";
const built_ins = "agent|tier|origin|depth|owner|self|session|time|day|job|labels|outcome|decision|approved";

// ---- fragments; \x60 is a backtick ------------------------------------------------------------------------
const name = r`(?:[A-Za-z_][A-Za-z0-9_]*\b|\x60[^\x60]+\x60)`;
const path = r`(?>${name}(?:\.${name})*)`; // atomic: a list must not end in the middle of a name
const type = r`(?:${name}|\[\s*${name}\s*\]?)`;
const left = r`(?<![A-Za-z0-9_.\x60])`; // where a word can begin
const no_keyword = r`(?!(?:${never_names})\b)`;
const line_end = r`\s*(?:$|//)`;
const digits = "[0-9][0-9_]*";
const number_left = "(?<![A-Za-z0-9_$])";

// ---- scopes -------------------------------------------------------------------------------------------------
const statement = "keyword.other.statement";
const clause = "keyword.other.clause";
const condition = "keyword.control.conditional";
const logical = "keyword.operator.wordlike.logical";
const relational = "keyword.operator.wordlike.relational";
const claim = "keyword.control.claim";
const principal = "variable.other.principal";

// ---- the shapes of rules ------------------------------------------------------------------------------------
const include = (...keys) => keys.map((key) => ({ include: `#${key}` }));

// One entry for each group of the expression: a scope, `#rule` to colour what the group holds, or null. Index 0 is the whole.
function groups(...entries) {
  const captures = {};
  entries.forEach((entry, i) => {
    if (entry) captures[i] = entry.startsWith("#") ? { patterns: [{ include: entry }] } : { name: `${entry}.envelope` };
  });
  return captures;
}
const match = (expression, ...entries) => ({ match: expression, captures: groups(null, ...entries) });
const token = (scope, expression) => ({ name: `${scope}.envelope`, match: expression });
const between = (open, close, kind, patterns) => ({
  begin: open, beginCaptures: groups(`punctuation.section.${kind}.begin`),
  end: close, endCaptures: groups(`punctuation.section.${kind}.end`), patterns });

// Names with commas between them, over as many lines as it takes; the name that no comma follows is the last one. `then` may go on
// behind it. A word that is never a name ends the list too, so that half a statement does not swallow the next one.
function list(begin, entries, item, { then = "", then_entries = [], stops = never_names, unless = "", first = [] } = {}) {
  return {
    begin, beginCaptures: groups(null, ...entries),
    end: r`(?=\b(?:${stops})\b)|${unless}(${path})(?!\s*,)${then}|(?=[^\sA-Za-z_\x60,/])`,
    endCaptures: groups(null, item, ...then_entries),
    patterns: [...first, ...include("comments", "comma"), { match: r`${path}(?=\s*,)`, captures: groups(item) }] };
}

// What a statement is about: `anything` is a target, and `request B for` may come before.
function targets(begin, entries, options = {}) {
  const request = match(r`\b(request)\b(?:\s+${no_keyword}(${name}))?(?:\s+(for)\b)?`, "keyword.control.request", principal, clause);
  return list(begin, entries, "#target-name",
    { stops: never_names.replace("request|anything|", ""), unless: r`(?!request\b)`, first: [request], ...options });
}

// WORD NAME, NAME … and what `patterns` allow, up to a word that is none of `stays`.
function declaration(word, scope, item, stays, ...patterns) {
  const further = { begin: ",", beginCaptures: groups("punctuation.separator.comma"),
    end: r`(${name})|(?=[^\s/])`, endCaptures: groups(null, item), patterns: include("comments") };
  const unless = stays.length === 0 ? "" : r`(?!(?:${stays.join("|")})\b)`;
  return {
    begin: r`${left}(${word})\s+${no_keyword}(${name})`, beginCaptures: groups(null, scope, item),
    end: r`(?=\b${unless}[A-Za-z_])|(?=[\x60{}])`, patterns: [...include("comments", "strings"), further, ...patterns] };
}

const names_as = (scope) => ({ patterns: [token(scope, name), token("punctuation.accessor.dot", r`\.`)] });
const dotted_as = (scope, ...before) => ({
  patterns: [...before, token("variable.other.property", r`(?<=\.)${name}`), ...names_as(scope).patterns] });
const follows = (what) => r`(?=\s+${what}|${line_end})`;
const text_follows = r`(?=\s*(?:"|$))`;

// ---- what can stand anywhere ------------------------------------------------------------------------------------
const lexical = {
  // What other languages write is `invalid`; the compiler says what to write instead.
  comments: { patterns: [
    { ...token("comment.line.double-slash", "(//).*$"), captures: groups(null, "punctuation.definition.comment") },
    token("invalid.illegal.comment", "(?:#|--).*$"),
    { name: "invalid.illegal.comment.envelope", begin: r`/\*`, end: r`\*/` }] },
  mistakes: { patterns: [
    token("invalid.illegal.string", "['\u2018\u2019\u201A][^'\u2018\u2019]*['\u2018\u2019]"),
    token("invalid.illegal.string", "[\u201C\u201D\u201E\u201F\u00AB][^\"\u201C\u201D\u201E\u201F\u00BB]*[\"\u201C\u201D\u00BB]"),
    token("invalid.illegal.operator", r`===?|!==?|<>|&&?|\|\|?|=>|;|!`)] },
  strings: { patterns: [
    { name: "string.quoted.triple.envelope", begin: '"""', beginCaptures: groups("punctuation.definition.string.begin"),
      end: '"""', endCaptures: groups("punctuation.definition.string.end") },
    { name: "string.quoted.double.envelope", begin: '"', beginCaptures: groups("punctuation.definition.string.begin"),
      end: '(")|(?=$)', endCaptures: groups(null, "punctuation.definition.string.end"),
      patterns: [
        token("constant.character.escape", r`\\(?:["\\nt]|u\{[0-9A-Fa-f]{1,6}\})`),
        token("invalid.illegal.escape", r`\\.`)] }] },
  numbers: { patterns: [
    token("constant.numeric.date",
      r`${number_left}[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?Z?)?(?![A-Za-z0-9_:-])`),
    token("constant.numeric.time", r`${number_left}[0-9]{2}:[0-9]{2}(?![A-Za-z0-9_:])`),
    token("invalid.illegal.number", r`${number_left}(?:[0-9]+-[0-9]+(?:-[0-9]+)+|[0-9]+(?::[0-9]+)+)`),
    ...[["money", r`(\$)${digits}(?:\.[0-9]+)?(?![A-Za-z0-9_%])`],
      ["percent", r`${number_left}${digits}(?:\.[0-9]+)?(%)`],
      ["ratio", r`${number_left}${digits}(?:\.[0-9]+)?(x)\b`],
      ["duration", r`${number_left}${digits}(ms|s|min|h|d|w)\b`],
      ["size", r`${number_left}${digits}(B|KB|MB|GB|TB|KiB|MiB|GiB|TiB)\b`],
    ].map(([kind, expression]) => (
      { ...token(`constant.numeric.${kind}`, expression), captures: groups(null, `keyword.other.unit.${kind}`) })),
    token("invalid.illegal.unit", r`(?:\$|${number_left})(?>${digits}(?:\.[0-9]+)?)[A-Za-z][A-Za-z0-9_]*`),
    token("constant.numeric.decimal", r`${number_left}${digits}\.[0-9]+`),
    token("constant.numeric.integer", number_left + digits)] },
  booleans: token("constant.language.boolean", r`${left}(?:true|false)\b`),
  comma: token("punctuation.separator.comma", ","),
  effect: { patterns: effects.split("|").map((effect) => token(`keyword.control.effect.${effect}`, r`\b${effect}\b`)) },
};

// ---- names, by what they name -------------------------------------------------------------------------------------
const naming = {
  "namespace-name": names_as("entity.name.namespace"),
  "class-declared": names_as("entity.name.type.class"),
  "agent-declared": names_as("entity.name.type.agent"),
  "capability-declared": names_as("entity.name.type.capability"),
  "signature-declared": names_as("entity.name.function"),
  "inherited-name": names_as("entity.other.inherited-class"),
  "principal-name": names_as(principal),
  "approval-name": names_as("variable.other.approval"),
  "capability-name": names_as("constant.other.capability"),
  "channel-name": names_as("variable.other.channel"),
  "field-name": names_as("variable.other.field"),
  "key-name": names_as("variable.other.key"),
  "switch-name": names_as("variable.other.switch"),
  "target-name": dotted_as("support.function.action", token("constant.language.anything", r`\b(?:anything)\b`)),
  "attribute-name": dotted_as("variable.other.attribute", token("variable.language", r`(?<![.\x60])\b(?:${built_ins})\b(?!\x60)`)),
  "value-name": dotted_as("variable.other.constant", token("variable.language.self", r`(?<![.\x60])\bself\b(?!\x60)`)),
  "type-name": { patterns: [
    token("support.type", r`\b(?:${types})\b`), token("entity.name.type", name), token("punctuation.section.brackets", r`[\[\]]`)] },
};

// ---- brackets ---------------------------------------------------------------------------------------------------------
const bracketed = {
  block: between(r`\{`, r`\}`, "block", [{ include: "$self" }]),
  brackets: between(r`\[`, r`\]`, "brackets", include("values")),
  arguments: between(r`\(`, r`\)`, "parens",
    [match(r`(${name})\s*(:)`, "variable.parameter", "punctuation.separator.colon"), ...include("connectives", "values")]),
  parameters: between(r`\(`, r`\)`, "parens", [
    ...include("comments", "comma"),
    match(r`(${name})\s*(\?)?\s*(:)(?:\s*(${type}))?`,
      "variable.parameter", "keyword.operator.optional", "punctuation.separator.colon", "#type-name"),
    { match: type, captures: groups("#type-name") }]),
  values: { patterns: [
    ...include("comments", "mistakes", "strings", "numbers", "booleans", "comma", "brackets", "arguments", "operators"),
    match(r`${left}(${effects})\b`, "#effect"),
    { match: no_keyword + path, captures: groups("#value-name") }] },
};

// ---- vocabulary ---------------------------------------------------------------------------------------------------------
const is_list = list(r`${left}(is)\b`, [relational], "#inherited-name");
const vocabulary = {
  policy: match(r`${left}(policy)\b(?:\s+(${path})|(?=${line_end}))`, "storage.type.policy", "#namespace-name"),
  timezone: match(r`${left}(timezone)\b${text_follows}`, clause),
  import: match(r`${left}(import)\b(?:\s+(${path})|${text_follows})`, "keyword.control.import", "#namespace-name"),
  let: match(r`${left}(let)\s+(${name})(?:\s*(:)\s*(${type}))?`,
    "storage.type.let", "entity.name.variable.let", "punctuation.separator.colon", "#type-name"),
  enum: { begin: r`${left}(enum)\s+(${name})`, beginCaptures: groups(null, "storage.type.enum", "entity.name.type.enum"),
    end: r`(?<=\})|(?=[^\s{/])`,
    patterns: [...include("comments"),
      between(r`\{`, r`\}`, "block", [...include("comments", "comma"), token("variable.other.enummember", name)])] },
  class: declaration("class", "storage.type.class", "#class-declared", ["is"], is_list),
  capability: declaration("capability", "storage.type.capability", "#capability-declared", []),
  signature: declaration("action|event|duty", "storage.type.signature", "#signature-declared",
    ["is", "needs", "reads", "writes", "executes"], is_list, ...include("parameters"),
    list(r`${left}(needs)\b`, [clause], "#capability-name"),
    list(r`${left}(reads|writes|executes)\b`, [clause], "#field-name")),
  meter: { patterns: [
    match(r`${left}(meter)\s+(${name})`, "storage.type.meter", "entity.name.variable.meter"),
    targets(r`${left}(sums)\b${follows(path)}`, [clause])] },
  fact: match(r`${left}(fact)\s+(${name})(?:\s*(:)\s*(${type}))?`,
    "storage.type.fact", "entity.name.variable.fact", "punctuation.separator.colon", "#type-name"),
  label: { patterns: [
    targets(r`${left}(label)\s+(${name})\s+(from)\b`, ["storage.type.label", "entity.name.label", clause]),
    match(r`${left}(label)\s+(${name})`, "storage.type.label", "entity.name.label")] },
  file: { begin: r`${left}(file)\b${text_follows}`, beginCaptures: groups(null, "storage.type.file"),
    end: r`\b(protected)\b|\b(runs)\s+(as)\b(?:\s+${no_keyword}(${name}))?` +
      r`|(?=\b(?!(?:protected|runs)\b)[A-Za-z_\x60])|(?=[^\s",/A-Za-z_\x60])`,
    endCaptures: groups(null, clause, clause, clause, principal), patterns: include("comments", "strings", "comma") },
  approval: { begin: r`${left}(approval)\s+(${name})`, beginCaptures: groups(null, "storage.type.approval", "entity.name.type.approval"),
    end: r`(?<=\})|(?=[^\s"{/])`,
    patterns: [...include("comments", "strings"), between(r`\{`, r`\}`, "block", include("approval-items"))] },
  "approval-items": { patterns: [
    ...include("comments", "strings", "numbers"),
    list(r`${left}(from)\b(?:\s+(${digits})\s+(of)\b)?`, [clause, "constant.numeric.integer", clause], "#principal-name"),
    { include: "#by" },
    list(r`${left}(needs|proof)\b`, [clause], "#field-name"),
    match(r`${left}(after|within)\b`, clause),
    { match: no_keyword + path, captures: groups("#value-name") }] },
  by: list(r`${left}(by)\b${follows(name)}`, [clause], "#channel-name"),
  route: { begin: r`${left}(route)\s+(${name})`, beginCaptures: groups(null, "storage.type.route", "entity.name.label.route"),
    end: r`(?=\b(?!(?:to|by|every|until)\b)[A-Za-z_])|(?=[\x60{}])`,
    patterns: [
      ...include("comments", "by", "numbers"),
      list(r`${left}(to)\b`, [clause], "#principal-name"),
      match(r`${left}(until)\b(?:\s+(acknowledged)\b)?`, clause, clause),
      match(r`${left}(every)\b(?:\s+${no_keyword}(${name}))?`, clause, "#value-name")] },
  // A word that opens a declaration, just typed: nothing follows it yet.
  alone: match(
    r`^\s*(let|enum|class|capability|action|event|duty|meter|fact|label|approval|route|tier|agent|human|window|phase|stop|job)\s*$`,
    "storage.type"),
};

// ---- blocks and behaviour ---------------------------------------------------------------------------------------------------
const behaviour = {
  agent: declaration("agent", "storage.type.agent", "#agent-declared", ["is"], is_list),
  scopes: { patterns: [
    match(r`${left}(tier)\s+(${name})`, "storage.type.tier", "entity.name.type.tier"),
    match(r`${left}(human)\s+(${name})`, "storage.type.human", "entity.name.type.human"),
    match(r`${left}(window|phase|stop)\s+(${name})`, "storage.type.switch", "entity.name.type.switch"),
    match(r`${left}(job)\s+(${name})(?:\s+(of)\b(?:\s+(${name}))?)?`, "storage.type.job", "entity.name.type.job", clause, principal),
    match(r`${left}(subagents)\b(?=\s*\{|${line_end})`, "storage.type.subagents")] },
  // What stands only in the block of a human, a window or a job.
  items: { patterns: [
    match(r`${left}(reach)\s+(${name})${text_follows}`, statement, "#channel-name"),
    match(r`${left}(lasts|every|expires)\b${follows(r`[A-Za-z0-9_\x60]`)}`, statement),
    match(r`${left}(enter|leave)\b(?=\s+(?:via|do)\b|\s*\}|${line_end})`, statement),
    match(r`${left}(cron)\b${text_follows}`, statement),
    match(r`${left}(run)\s+${no_keyword}(${name})`, statement, "support.function.action")] },
  strength: { patterns: [
    match(r`${left}(default)\b(?=\s+(?:${effects}|approval)\b|${line_end})`, "storage.modifier.default"),
    match(r`${left}(at)\s+(most)\b`, "storage.modifier.at-most", "storage.modifier.at-most")] },
  permission: targets(r`${left}(${effects})\b`, ["#effect"]),
  except: list(r`${left}(except)\b`, ["keyword.control.except"], "#target-name"),
  holds: list(r`${left}(holds|grants)\b${follows(name)}`, [statement], "#capability-name"),
  limit: { patterns: [
    targets(r`${left}(limit)\b${follows(path)}`, [statement],
      { then: r`(?:[ \t]+(?!(?:${never_names}|${sometimes_names})\b)(${path}))?`, then_entries: ["#value-name"] }),
    match(r`${left}(per)\b(?:\s+${no_keyword}(${name}))?`, clause, "support.constant.period"),
    match(r`${left}(at)\b(?:\s+(once)\b)?`, clause, clause),
    match(r`${left}(consecutive|usual)\b(?!\s*[:.(,=])`, clause),
    match(r`${left}(of)\s+${no_keyword}(${name})`, clause, principal)] },
  each: list(r`${left}(each)\b`, [clause], "#key-name"),
  watch: match(r`${left}(watch)\s+(${name})`, statement, "entity.name.function.watch"),
  on: targets(r`${left}(on)\b${follows(path)}`, [clause]),
  around: targets(r`${left}(before|after)\b${follows(path)}`, [statement]),
  audit: { patterns: [
    targets(r`${left}(audit)\b${follows(path)}`, [statement]),
    match(r`${left}(keep)\b${follows(r`[A-Za-z0-9_\x60]`)}`, clause)] },
  configure: match(r`${left}(configure)\s+(${name})`, statement, "variable.other.setting"),
};

// What `never together` names: the end of the rule takes it, on whatever line it stands.
const power = (begin, ...entries) => ({
  begin, beginCaptures: groups(null, ...entries),
  end: r`\b(approve)[ \t]+(?!(?:${never_names}|${sometimes_names})\b)(${name})` +
    r`|\b(?!request\b|(?:${never_names.replace("request|anything|", "")})\b)(${path})|(?=[^\s/])`,
  endCaptures: groups(null, clause, "variable.other.approval", "#target-name"), patterns: include("comments") });

// ---- what must hold -------------------------------------------------------------------------------------------------------------
const claims = {
  claims: { patterns: [
    match(r`${left}(assert)\b${text_follows}`, "storage.type.assert"),
    targets(r`${left}(never)\s+(reach)\b`, [claim, claim]),
    { begin: r`${left}(never)\s+(together)\b`, beginCaptures: groups(null, claim, claim),
      end: r`(?=\b(?:${sometimes_names})\b)|(?=\b(?:${effects})\b)|(?=[{}])`,
      patterns: [power(r`\G(?=\s)`), power("(,)", "punctuation.separator.comma"), ...include("condition")] },
    match(r`${left}(never|always)\b(?=\s+(?:${effects})\b|${line_end})`, claim),
    targets(r`${left}(total)\b(?=\s+${path})`, [claim]),
    match(r`${left}(accept)\s+(${name})`, "storage.type.accept", "constant.other.diagnostic"),
    match(r`${left}(until)\b${follows(r`[A-Za-z0-9_\x60]`)}`, clause),
    list(r`${left}(from|for)\b${follows(name)}`, [clause], "#principal-name"),
    list(r`${left}(without)\b${follows(name)}`, [clause], "#approval-name")] },
  test: { begin: r`${left}(test)\b${text_follows}`, beginCaptures: groups(null, "storage.type.test"),
    end: r`(?<=\})|(?=\b(?!with\b)[A-Za-z_\x60])|(?=[^\s"/({A-Za-z_\x60])`,
    patterns: [...include("comments", "strings", "with", "arguments"), between(r`\{`, r`\}`, "block", include("test-cases"))] },
  "test-cases": { patterns: [
    ...include("comments", "mistakes", "strings", "arrow", "via", "with", "arguments"),
    list(r`${left}(in)\b`, [relational], "#switch-name"),
    match(r`${no_keyword}(${name})\s+(request)\b(?:\s+${no_keyword}(${name}))?(?:\s+(for)\b)?(?:\s+${no_keyword}(${name}))?`,
      principal, "keyword.control.request", principal, clause, "support.function.action"),
    match(r`${no_keyword}(${name})(?:\s+${no_keyword}(${name}))?`, principal, "support.function.action")] },
};

// ---- clauses and conditions -----------------------------------------------------------------------------------------------------
const conditions = {
  via: list(r`${left}(via)\b`, [clause], "#approval-name"),
  with: list(r`${left}(with)\b`, [clause], "#field-name"),
  clauses: match(r`${left}(because|within)\b`, clause),
  // The name of a duty follows `do`, `else` and the comma before one more duty; a word behind it that is no keyword is what it is for.
  duties: { begin: r`${left}(do|else)\b|(,)`, beginCaptures: groups(null, "keyword.control.duty", "punctuation.separator.comma"),
    end: r`${left}(${effects})\b|${no_keyword}(${name})(?:[ \t]+(?!(?:${never_names}|${sometimes_names})\b)([A-Za-z_][A-Za-z0-9_]*\b))?` +
      r`|(?=\b(?:${never_names})\b)|(?=[^\s/])`,
    endCaptures: groups(null, "#effect", "support.function.duty", "variable.other.operand"), patterns: include("comments") },
  connectives: { patterns: [
    { begin: r`${left}(?:(when|unless)|(and|or|not))\s*(\()`,
      beginCaptures: groups(null, condition, logical, "punctuation.section.parens.begin"),
      end: r`\)`, endCaptures: groups("punctuation.section.parens.end"), patterns: include("group-start", "condition") },
    match(r`${left}(?:(when|unless)|(and|or|not))\b(?:\s+${no_keyword}(${path}))?`, condition, logical, "#attribute-name"),
    match(r`${left}(is)\b(?:\s+(not)\b)?(?:\s+(?:(${effects})\b|${no_keyword}(${path})))?`, relational, logical, "#effect", "#value-name"),
    match(r`${left}(in|matches|under)\b(?:\s+${no_keyword}(${path}))?`, relational, "#value-name"),
    match(r`${left}(has)\b(?:\s+${no_keyword}(${name}))?`, relational, "variable.other.label")] },
  "group-start": { patterns: [
    match(r`\G\s*${no_keyword}(${path})`, "#attribute-name"),
    { begin: r`\G\s*(\()`, beginCaptures: groups(null, "punctuation.section.parens.begin"),
      end: r`\)`, endCaptures: groups("punctuation.section.parens.end"), patterns: include("group-start", "condition") }] },
  condition: { patterns: [
    ...include("comments", "mistakes", "strings", "numbers", "booleans", "brackets", "connectives", "operators"),
    { match: no_keyword + path, captures: groups("#attribute-name") }] },
  arrow: match(r`(->)(?:\s*(${effects})\b)?`, "keyword.operator.arrow", "#effect"),
  operators: { patterns: [
    ...include("arrow"),
    match(r`(<=|>=|<(?!>)|>)(?:\s*${no_keyword}(${path}))?`, "keyword.operator.comparison", "#value-name"),
    match(r`(\.\.)(?:\s*${no_keyword}(${path}))?`, "keyword.operator.range", "#value-name"),
    match(r`(=)(?![=>])(?:\s*${no_keyword}(${path}))?`, "keyword.operator.assignment", "#value-name")] },
  names: token("variable.other", path),
};

// ---- the whole: where two rules match at one place, the earlier one wins ----------------------------------------------------
const grammar = {
  $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
  information_for_contributors: ["Written by build.mjs, which is the place to change it."],
  name: "Envelope",
  scopeName: "source.envelope",
  fileTypes: ["envelope"],
  patterns: include(
    "comments", "mistakes", "strings", "numbers", "booleans", "block", "brackets", "arguments", "alone",
    "policy", "timezone", "import", "let", "enum", "class", "capability", "signature", "meter", "fact", "label", "file", "agent", "scopes",
    "approval", "route", "strength", "permission", "except", "holds", "limit", "each", "watch", "on", "around", "audit", "configure",
    "items", "claims", "test", "by", "via", "with", "clauses", "duties", "connectives", "operators", "names"),
  repository: { ...lexical, ...naming, ...bracketed, ...vocabulary, ...behaviour, ...claims, ...conditions },
};

const file = fileURLToPath(new URL("envelope.tmLanguage.json", import.meta.url));
const text = `${JSON.stringify(grammar, null, 1)}\n`;
if (process.argv[2] !== "--check") {
  writeFileSync(file, text);
} else if (readFileSync(file, "utf8") !== text) {
  console.error("envelope.tmLanguage.json is not what build.mjs writes; run: node vscode-extension/syntaxes/build.mjs");
  process.exit(1);
}
