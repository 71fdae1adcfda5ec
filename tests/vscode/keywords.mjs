// The words of grammar/*.g4 and of the editors' grammar are the same ones, and so are the words that are never a name, and the units.
//
//   keywords.mjs          compares, and names every word that only one side has
//   keywords.mjs --prove  breaks each side in turn, in memory, and fails unless the comparison notices
import { readFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");

// ---- ANTLR's side ------------------------------------------------------------------------------------------

// Word by token name: every rule that is one word in quotes.
const lexer_words = (lexer) => new Map([...lexer.matchAll(/^([A-Z_]+)\s*:\s*'([a-z]+)'\s*;/gm)].map((found) => [found[1], found[2]]));

// Words the parser's rule `name` does not list.
function never_names(lexer, parser) {
  const rule = /^name\s*:([^;]*);/m.exec(parser);
  if (!rule) throw new Error("EnvelopeParser.g4 has no rule `name`");
  const may_be_name = new Set(rule[1].match(/[A-Z_]+/g));
  return [...lexer_words(lexer)].filter(([token]) => !may_be_name.has(token)).map(([, word]) => word);
}

function units(lexer, token) {
  const rule = new RegExp(`^${token}\\s*:([^;]*);`, "m").exec(lexer);
  if (!rule) throw new Error(`EnvelopeLexer.g4 has no rule ${token}`);
  return [...rule[1].matchAll(/'([A-Za-z]+)'/g)].map((found) => found[1]);
}

// ---- TextMate's side -----------------------------------------------------------------------------------------

// Source of each group of an expression, by number; 0 is the whole.
function groups_of(expression) {
  const sources = [expression];
  const open = [];
  for (let i = 0, in_class = false; i < expression.length; ++i) {
    const c = expression[i];
    if (c === "\\") ++i;
    else if (in_class) in_class = c !== "]";
    else if (c === "[") in_class = true;
    else if (c === "(") {
      const number = expression[i + 1] === "?" ? -1 : sources.push("") - 1;
      open.push([number, i + 1]);
    } else if (c === ")") {
      const [number, begin] = open.pop();
      if (number > 0) sources[number] = expression.slice(begin, i);
    }
  }
  return sources;
}

// Calls visit(scope, expression) for every expression, or group of one, that a scope is given to.
function each_scoped(rule, visit) {
  if (Array.isArray(rule)) return rule.forEach((inner) => each_scoped(inner, visit));
  if (rule === null || typeof rule !== "object") return;
  if (rule.name && rule.match) visit(rule.name, rule.match);
  for (const [key, captures] of [["match", "captures"], ["begin", "beginCaptures"], ["end", "endCaptures"]]) {
    if (!rule[key] || !rule[captures]) continue;
    const groups = groups_of(rule[key]);
    for (const [number, capture] of Object.entries(rule[captures])) if (capture.name) visit(capture.name, groups[number]);
  }
  Object.values(rule).forEach((inner) => each_scoped(inner, visit));
}

const is_keyword_scope = (scope) => /^(keyword|storage|constant\.language)\./.test(scope) && !scope.startsWith("keyword.other.unit");

function textmate_words(grammar, wanted = is_keyword_scope, letters = /^[a-z]+(\|[a-z]+)*$/) {
  const words = new Set();
  each_scoped([grammar.patterns, grammar.repository], (scope, expression) => {
    if (!wanted(scope)) return;
    const bare = expression.replace(/\(\?<![^)]*\)|\\b|\(\?:|\)/g, "");
    if (letters.test(bare)) bare.split("|").forEach((word) => words.add(word));
    else if (/[A-Za-z]/.test(bare)) throw new Error(`${scope}: no list of words: ${expression}`);
  });
  return [...words];
}

// Every list of ten words or more that holds an effect stops at words that are never a name, or at all words.
function stop_lists(grammar) {
  const lists = [];
  JSON.stringify(grammar, (key, value) => {
    if (["match", "begin", "end"].includes(key) && typeof value === "string") {
      for (const [found] of value.matchAll(/[a-z]+(?:\|[a-z]+){9,}/g)) if (/\bdeny\b/.test(found)) lists.push(found.split("|"));
    }
    return value;
  });
  return lists;
}

// ---- the comparison --------------------------------------------------------------------------------------------

const without = (words, others) => words.filter((word) => !others.includes(word));
const same = (a, b) => without(a, b).length === 0 && without(b, a).length === 0;

function differences({ lexer, parser, textmate }) {
  const grammar = JSON.parse(textmate);
  const found = [];
  const compare = (what, antlr, editor) => {
    if (antlr.length === 0) found.push(`there is no ${what} in EnvelopeLexer.g4`);
    const miss = (word, here, there) => found.push(`the ${what} \`${word}\` is in ${here} and not in ${there}`);
    for (const word of without(antlr, editor)) miss(word, "EnvelopeLexer.g4", "envelope.tmLanguage.json");
    for (const word of without(editor, antlr)) miss(word, "envelope.tmLanguage.json", "EnvelopeLexer.g4");
  };
  const all = [...lexer_words(lexer).values()];
  compare("word", all, textmate_words(grammar));
  for (const [kind, token] of [["duration", "DURATION"], ["size", "SIZE"]]) {
    const is_unit = (scope) => scope === `keyword.other.unit.${kind}.envelope`;
    compare(`unit of a ${kind}`, units(lexer, token), textmate_words(grammar, is_unit, /^[A-Za-z|]+$/));
  }
  const never = never_names(lexer, parser);
  const allowed = [never, without(never, ["request", "anything"]), all];
  const lists = stop_lists(grammar);
  if (lists.length === 0) found.push("envelope.tmLanguage.json stops no list of names at a keyword");
  for (const list of new Set(lists.map((words) => words.join("|")))) {
    const words = list.split("|");
    if (allowed.some((each) => same(each, words))) continue;
    const nearest = words.length > never.length + 9 ? all : never;
    const lacks = without(nearest, words).filter((word) => word !== "request" && word !== "anything");
    found.push(`a list of words that end a name lacks \`${lacks.join(" ")}\` and has \`${without(words, nearest).join(" ")}\` too much`);
  }
  return found;
}

const texts = {
  lexer: read("grammar/EnvelopeLexer.g4"),
  parser: read("grammar/EnvelopeParser.g4"),
  textmate: read("vscode-extension/syntaxes/envelope.tmLanguage.json"),
};

if (process.argv[2] !== "--prove") {
  const found = differences(texts);
  found.forEach((line) => console.log(line));
  console.log(`${lexer_words(texts.lexer).size} words, ${found.length} differences`);
  process.exit(found.length === 0 && lexer_words(texts.lexer).size > 90 ? 0 : 1);
}

// [what is broken, file, from, to, what must be said]
const faults = [
  ["a new word in the lexer", "lexer", "WATCH        : 'watch' ;", "WATCH : 'watch' ;\nVETO : 'veto' ;",
    "the word `veto` is in EnvelopeLexer.g4 and not"],
  ["a word gone from the lexer", "lexer", "USUAL        : 'usual' ;", "", "the word `usual` is in envelope.tmLanguage.json and not"],
  ["a word of the lexer renamed", "lexer", "'because'", "'why'", "the word `why` is in EnvelopeLexer.g4 and not"],
  ["a word gone from the editor", "textmate", "(protected)", "(guarded)", "the word `protected` is in EnvelopeLexer.g4 and not"],
  ["an effect gone from the editor", "textmate", '"\\\\bpropose\\\\b"', '"\\\\bsuggest\\\\b"',
    "the word `suggest` is in envelope.tmLanguage.json and not"],
  ["a new unit", "lexer", "'TiB'", "'TiB' | 'PiB'", "the unit of a size `PiB` is in EnvelopeLexer.g4 and not"],
  ["a unit gone from the editor", "textmate", "(ms|s|min|h|d|w)", "(ms|s|min|h|d)",
    "the unit of a duration `w` is in EnvelopeLexer.g4 and not"],
  ["a word that may be a name no more", "parser", " | USUAL", "", "a list of words that end a name lacks `usual`"],
  ["a word that ends no name any more", "textmate", "|per|each|at|within", "|per|at|within",
    "a list of words that end a name lacks `each`"],
];
let missed = 0;
for (const [what, file, from, to, says] of faults) {
  if (!texts[file].includes(from)) throw new Error(`${what}: ${file} does not hold ${from}`);
  const found = differences({ ...texts, [file]: texts[file].replaceAll(from, to) });
  const noticed = found.some((line) => line.startsWith(says));
  if (!noticed) ++missed;
  console.log(`${noticed ? "noticed" : "MISSED "} ${what}: ${found.find((line) => line.startsWith(says)) ?? found[0] ?? "no difference"}`);
}
process.exit(missed === 0 ? 0 : 1);
