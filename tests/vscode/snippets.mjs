// What the extension offers to write, the compiler takes: every snippet, filled in with its own placeholders, checks without a finding
// and is laid out as `envc fmt` would. So are the files the grammar is tested on, as far as syntax goes.
//
//   snippets.mjs ENVC
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";

const envc = process.argv[2];
const folder = new URL("../../vscode-extension/", import.meta.url);
const read = (path) => readFileSync(new URL(path, folder), "utf8");

// What snippets speak of without declaring it; a statement that the snippet makes itself is left out.
const surroundings = [
  "human jeff { reach sms \"+49 30 1234\" }",
  "human sam",
  "human owner",
  "default approval owner_approval { from owner }",
  "approval two_key { from 2 of jeff, sam }",
  "agent archivist {\n  holds IO_READ_LOCAL\n  allow file_read when path under \"~/notes\"\n}",
];
// Snippets for the inside of a block.
const inside = { holds: ["agent bolt {\n", "\n}"], case: ["test \"a case\" {\n", "\n}"] };

// `${1:text}`, `${1|first,second|}` and `$0`, as an editor fills them in; of a choice, the one with this number, or the first.
function expand(text, choice) {
  return text
    .replace(/\$\{\d+\|([^|]*)\|\}/g, (_, choices) => choices.split(",")[choice] ?? choices.split(",")[0])
    .replace(/\$\{\d+:((?:[^}\\]|\\.)*)\}/g, "$1")
    .replace(/(?<!\\)\$\d/g, "")
    .replace(/\\(.)/g, "$1");
}

function* filled_in(body) {
  const text = Array.isArray(body) ? body.join("\n") : body;
  const choices = [...text.matchAll(/\|([^|]*)\|/g)].map((found) => found[1].split(",").length);
  for (let choice = 0; choice < Math.max(1, ...choices); ++choice) yield expand(text, choice);
}

function policy_around(name, snippet) {
  const [open, close] = inside[name] ?? ["", ""];
  const indented = open ? snippet.replace(/^/gm, "  ") : snippet;
  const heading = (statement) => statement.replace(/\w+ *(\{[^]*)?$/, "");
  const needed = surroundings.filter((statement) => heading(statement) !== "default approval " || !snippet.startsWith("default approval"))
    .filter((statement) => !snippet.startsWith(statement.split(" ", 2).join(" ")));
  const header = snippet.startsWith("policy") ? [] : ["policy snippets timezone \"UTC\"\n", "import std\n"];
  return [...header, open + indented.trimEnd() + close, ...needed].join("\n") + "\n";
}

function envc_on(text, ...words) {
  const run = spawnSync(envc, [...words, "-"], { input: text, encoding: "utf8" });
  if (run.error) throw run.error;
  return run;
}

let failures = 0;
function fail(what, text, detail) {
  ++failures;
  console.log(`${what}\n${text.replace(/^/gm, "  | ")}\n${detail.trimEnd()}\n`);
}

const snippets = JSON.parse(read("snippets/envelope.json"));
for (const [name, snippet] of Object.entries(snippets)) for (const body of filled_in(snippet.body)) {
  const text = policy_around(name, body);
  const checked = envc_on(text, "check", "--format", "short", "--fail-level", "info");
  if (checked.status !== 0) fail(`snippet \`${name}\` does not check without a finding`, text, checked.stdout + checked.stderr);
  const laid_out = envc_on(text, "fmt").stdout;
  if (laid_out !== text) fail(`snippet \`${name}\` is laid out otherwise`, text, `envc fmt says:\n${laid_out.replace(/^/gm, "  | ")}`);
}

const fixtures = readdirSync(new URL("test/grammar/", folder)).filter((name) => name !== "mistakes.test.envelope");
for (const name of fixtures) {
  const found = envc_on(read(`test/grammar/${name}`), "check", "--format", "json").stdout;
  const syntax = JSON.parse(found).diagnostics.filter((diagnostic) => /^ENV0[01]/.test(diagnostic.code));
  for (const { code, message, start } of syntax) fail(`${name}:${start.line} is no policy text`, "", `${code}: ${message}`);
}

// The checks above can fail.
const broken = envc_on(policy_around("holds", "hold IO_READ_LOCAL"), "check", "--format", "short");
if (broken.status === 0) fail("a misspelt snippet is not noticed", "hold IO_READ_LOCAL", "");
if (!JSON.parse(envc_on(read("test/grammar/mistakes.test.envelope"), "check", "--format", "json").stdout).diagnostics
  .some((diagnostic) => diagnostic.code === "ENV0106")) fail("mistakes.test.envelope holds no mistake", "", "");

console.log(`${Object.keys(snippets).length} snippets, ${fixtures.length} files, ${failures} failures`);
process.exit(failures === 0 && fixtures.length > 0 ? 0 : 1);
