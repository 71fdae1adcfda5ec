# envc: the program itself

  $ envc version
  envc 0.1.0 (language 0.1)
  $ envc --version
  envc 0.1.0 (language 0.1)
  $ envc version --format json
  {"version": "0.1.0", "language": "0.1"}
  $ envc version extra
  envc version: takes no words
  [1]
  $ envc
  envc - checks, proves, tests and explains policies for autonomous agents
  
  usage: envc COMMAND [OPTIONS] …
  
    check      read policies and report what is wrong with them
    lint       find what is declared and never used, says nothing, or can be said more simply
    verify     prove the rules, approvals and claims of policies
    diff       say what a change of policy newly permits
    build      compile a policy to a table that decides
    check-table prove that a table decides as its policy says
    keygen     make a key that signs tables
    sign       sign a table, so that others can tell who made it and which version it is
    inspect    say who signed a table, which version it is, what is proved of it, and whether all that holds
    strip      leave out of a table what only explains
    dump       print a table readably: header, sections, names, the diagram of every cell
    decompile  give back a policy that decides as a table does
    fmt        lay policies out in the one style
    test       run the `test` blocks of policies
    why        explain a decision: what matched, what decided and where, what would have made it milder
    who-can    list who may do something, and when, in words
    can        list what an agent may do, and when, in words
    why-not    find the smallest grants that would allow a request, and what else they would
    graph      draw who can bring about what through whom, with the ways to more authority marked
    explain    show the page of a diagnostic code
    init       write a first policy: enforcing, deny by default, with tests
    version    print the versions of the tool and of the language
  
  `envc COMMAND --help` says more. Exit codes: 0 ok or allow, 1 the tool could not do its work, 2 denied or tests failed,
  3 policy rejected, 4 unknown, 5 ask, 6 propose, 70 internal fault.
  [1]
  $ envc --help | head -3
  envc - checks, proves, tests and explains policies for autonomous agents
  
  usage: envc COMMAND [OPTIONS] …
  $ envc help check
  envc check - read policies and report what is wrong with them
  
  usage: envc check [FILE|DIR|-]… [--fix] [--format FORMAT] [--fail-level LEVEL]
  
  A directory is searched for policies; without words, the current one, or the `main` of its envelope.yaml. `-` reads a policy from standard input.
  Exit code: 0 no errors, 1 a file could not be read, 3 a policy has errors (or findings at --fail-level).
  
  options:
    --format FORMAT              text (default), short, json, sarif, github
    --color WHEN                 auto (default), always, never; NO_COLOR counts as never
    --fail-level LEVEL           exit with 3 at findings of this level: error (default), warning, info
    --fix                        apply the fixes that are certain, then check again
    --emit STAGE                 print a stage of the main policy: ast, typed, model
  $ envc test --help | head -3
  envc test - run the `test` blocks of policies
  
  usage: envc test [FILE|DIR|-]… [--filter WORDS] [--coverage | --mutate | --suggest] [--now TIME] [--fail-level LEVEL]
  $ envc fmt -h | head -1
  envc fmt - lay policies out in the one style

Mistakes in the command line.

  $ envc chekc
  envc: no command `chekc`; did you mean `check`?
  `envc --help` says how
  [1]
  $ envc frobnicate
  envc: no command `frobnicate`
  `envc --help` says how
  [1]
  $ envc help chekc
  envc: no command `chekc`; did you mean `check`?
  `envc --help` says how
  [1]
  $ envc check --formt json
  envc check: unknown option `--formt`; did you mean `--format`?
  `envc check --help` says how
  [1]
  $ envc check -x
  envc check: unknown option `-x`
  `envc check --help` says how
  [1]
  $ envc check ---fix
  envc check: unknown option `---fix`; did you mean `--fix`?
  `envc check --help` says how
  [1]
  $ envc check --fix=yes
  envc check: `--fix` takes no value
  `envc check --help` says how
  [1]
  $ envc check --format
  envc check: `--format` needs a value: FORMAT
  `envc check --help` says how
  [1]
  $ envc check --format xml a
  envc check: `--format` takes one of text, short, json, sarif, github, not `xml`
  `envc check --help` says how
  [1]
  $ envc check --format json --format text
  envc check: `--format` is given twice
  `envc check --help` says how
  [1]
  $ envc $'che\e[31mck' 2>&1 | grep -c $'\e'
  0
  [1]
  $ envc check $'--che\e[31mck' 2>&1 | grep -c $'\e'
  0
  [1]

After `--` everything is a word.

  $ envc check -- --fix
  error[ENV0001]: `--fix` cannot be read: No such file or directory
  
  1 error
  [1]
