// The manifest names files that exist, and the language configuration does what it is for: comments, words, folding, indentation.
import { existsSync, readFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);
const extension = new URL("vscode-extension/", root);
const read = (path) => readFileSync(new URL(path, extension), "utf8");

let failures = 0;
function check(what, holds) {
  if (holds) return;
  ++failures;
  console.log(`does not hold: ${what}`);
}

// ---- the manifest
const manifest = JSON.parse(read("package.json"));
const { languages, grammars, snippets } = manifest.contributes;
const [language] = languages;
check("engines.vscode is ^1.75", /^\^1\.75\b/.test(manifest.engines.vscode));
check("there is no code yet", manifest.main === undefined && manifest.dependencies === undefined);
check("the language is `envelope`, its files end in .envelope", language.id === "envelope" && language.extensions.join() === ".envelope");
const named = [language.configuration, ...[...grammars, ...snippets].map((each) => each.path)];
for (const path of [...named, "README.md", "CHANGELOG.md", "LICENSE"]) {
  check(`${path} exists`, existsSync(new URL(path, extension)));
}
check("grammar and snippets are of the language", [...grammars, ...snippets].every((each) => each.language === language.id));
check("the scope of the manifest is the grammar's", JSON.parse(read(grammars[0].path)).scopeName === grammars[0].scopeName);
check("the changelog has a heading", /^## \[(Unreleased|[0-9.]+)\]/m.test(read("CHANGELOG.md")));
const projectVersion = /project\(envelope VERSION ([0-9.]+)/.exec(readFileSync(new URL("CMakeLists.txt", root), "utf8"));
check("the version is that of the tools", projectVersion?.[1] === manifest.version);

// ---- the language configuration
const configuration = JSON.parse(read("language-configuration.json"));
const rules = configuration.indentationRules;
const opens = new RegExp(rules.increaseIndentPattern);
const closes = new RegExp(rules.decreaseIndentPattern);
const continues = new RegExp(rules.indentNextLinePattern);
check("comments begin with //", configuration.comments.lineComment === "//" && configuration.comments.blockComment === undefined);

const indents = ["agent bolt {", "agent bolt \"a { b\" {  // why", "let a = [", "  configure journal(", "deny a when (",
  "file \"http://x\" {"];
const indents_not = ["agent bolt { deny spend }", "// agent {", "deny a  // {", "let a = \"{\"", "}", "let a = \"//\" // ["];
for (const line of indents) check(`\`${line}\` indents the next line`, opens.test(line));
for (const line of indents_not) check(`\`${line}\` does not indent the next line`, !opens.test(line));
for (const line of ["}", "  ])", "} // end"]) check(`\`${line}\` stands one step less`, closes.test(line));
check("`deny a }` stands where it is", !closes.test("deny a }"));
for (const line of ["  allow read, write,", "default ask a,  // more", "at most ask a,", "action a(b: Path),", "file \"a\","]) {
  check(`\`${line}\` goes on in the next line`, continues.test(line));
}
for (const line of ["  allow read", "  sandbox,", "allow a  // b,", "allow a when x in [a,"]) {
  check(`\`${line}\` does not go on`, !continues.test(line));
}

const words = (text) => text.match(new RegExp(configuration.wordPattern, "g"));
check("a name, a number with its unit and an amount are one word each",
  words("limit file_write 1_000 30min $2.5 80% a.b").join(" ") === "limit file_write 1_000 30min $2.5 80% a b");

const { start, end } = configuration.folding.markers;
for (const line of ["  // region agents", "//#region"]) check(`\`${line}\` folds`, new RegExp(start).test(line));
check("`// regional` does not fold", !new RegExp(start).test("// regional"));
check("// endregion ends it", new RegExp(end).test("// endregion") && !new RegExp(end).test("// region"));

const enter = (before, after) => configuration.onEnterRules.find(
  (rule) => new RegExp(rule.beforeText).test(before) && (!rule.afterText || new RegExp(rule.afterText).test(after)));
check("Enter within a comment goes on with the comment", enter("  // one", "two")?.action.appendText === "// ");
check("Enter at the end of a comment ends it", enter("  // one", "") === undefined);
check("Enter behind a statement's comment is plain", enter("deny a  // one", "two") === undefined);
check("Enter between braces opens a line for the block", enter("agent bolt {", "}")?.action.indent === "indentOutdent");

// The indentation of a whole policy is the one that typing it would give.
function badly_indented(lines) {
  const found = [];
  let depth = 0;
  lines.forEach((line, number) => {
    if (closes.test(line)) --depth;
    const indent = /^ */.exec(line)[0].length;
    const hangs = indent === 2 * depth + 4 || (number > 0 && continues.test(lines[number - 1]) && indent >= 2 * depth);
    if (line !== "" && indent !== 2 * depth && !hangs) found.push(number + 1);
    if (opens.test(line)) ++depth;
  });
  return depth === 0 ? found : [...found, lines.length];
}
const policy = readFileSync(new URL("examples/openclaw/openclaw.envelope", root), "utf8").split("\n");
for (const number of badly_indented(policy)) check(`openclaw.envelope:${number} is indented as typed`, false);

// ---- and this can fail
const displaced = policy.map((line, number) => (number === 9 ? `  ${line}` : line));
check("a line that is out of place is noticed", badly_indented(displaced).length === 1);
check("a block that does not end is noticed", badly_indented(["agent bolt {", "  deny spend"]).length === 1);

console.log(`${failures} failures`);
process.exit(failures === 0 ? 0 : 1);
