// The sentences of Envelope. Pure and permissive: what a sentence may *mean* is decided by compiler/check.
//
// One sentence pattern: verb - what - when/unless - consequence. Line ends mean nothing; a comma only separates list items; a word
// that opens a statement never continues one in the same block. Nearly every decision needs one token of lookahead, none
// needs the context it is made in (a test holds that).
parser grammar EnvelopeParser;
options { tokenVocab = EnvelopeLexer; }

// One header, first: that it comes first is said with a message of its own.
policyFile : (header | statement)* EOF ;
header     : POLICY path STRING? (TIMEZONE STRING)? ;

statement
  : importDecl | letDecl | enumDecl | classDecl | capabilityDecl | signatureDecl | meterDecl | factDecl | labelDecl | fileDecl
  | approval | route | scope
  | behaviour
  | assertion | acceptance | test ;

// ---- vocabulary -----------------------------------------------------------------------------------
importDecl     : IMPORT (path | STRING) arguments? ;
letDecl        : LET name (COLON type)? (EQUALS value)? ;
enumDecl       : ENUM name LBRACE names RBRACE STRING? ;
classDecl      : CLASS names (IS names)? STRING? ;
capabilityDecl : CAPABILITY names STRING? ;
signatureDecl  : (ACTION | EVENT | DUTY) signature (COMMA signature)* trait* STRING? ;
signature      : name parameters? ;
parameters     : LPAREN (parameter (COMMA parameter)*)? RPAREN ;
parameter      : name QUESTION? COLON type ;
type           : name | LBRACKET name RBRACKET ;
trait          : IS names | NEEDS names | (READS | WRITES | EXECUTES) names ;
meterDecl      : METER name SUMS path (COMMA path)* ;
factDecl       : FACT name COLON type each? STRING? ;
labelDecl      : LABEL name FROM targets condition* STRING? ;
fileDecl       : FILE STRING (COMMA STRING)* (PROTECTED | RUNS AS name) ;

approval      : APPROVAL name STRING? approvalBlock ;
approvalBlock : LBRACE approvalItem* RBRACE ;
approvalItem
  : FROM (INT OF)? names (AFTER span)?
  | BY names
  | NEEDS names
  | PROOF names
  | WITHIN span ;

route : ROUTE name TO names (BY names | EVERY span | UNTIL ACKNOWLEDGED)* ;

// ---- scopes: a block is a condition that all its statements share -----------------------------------
scope : scopeHeader block? ;
scopeHeader
  : TIER name STRING?
  | AGENT names (IS name)? STRING?
  | HUMAN name STRING?
  | SUBAGENTS
  | (WINDOW | PHASE | STOP) name each? STRING?
  | JOB name OF name STRING? ;
block : LBRACE item* RBRACE ;
item
  : behaviour | labelDecl | scope
  | reach | lasts | passage
  | cronTrigger | everyTrigger | eventTrigger | runItem | expires ;

reach        : REACH name STRING ;
lasts        : LASTS span ;
passage      : (ENTER | LEAVE) via? (DO duties (ELSE duties)?)? ;
cronTrigger  : CRON STRING (IN STRING)? ;
everyTrigger : EVERY span ;
eventTrigger : ON names condition* ;
runItem      : RUN name arguments? ;
expires      : EXPIRES dated ;

// ---- behaviour ----------------------------------------------------------------------------------------
behaviour
  : weak | capped | permission
  | holds | limit | watch | around | audit | configure ;

weak       : DEFAULT (permission | approval) ;
capped     : AT MOST permission ;
permission : effect what (condition | via | because)* ;
effect     : ALLOW | ASK | PROPOSE | DENY ;
what       : (REQUEST name FOR)? targets ;
targets    : target (COMMA target)* (EXCEPT names)? ;
target     : ANYTHING | path ;
condition  : (WHEN | UNLESS) expr ;
via        : VIA names ;
because    : BECAUSE STRING ;

holds      : (HOLDS | GRANTS) names ;
limit      : LIMIT targets amount (period | each | condition | because | threshold | otherwise)* ;
threshold  : AT PERCENT DO duties ;
otherwise  : ELSE duties ;
watch      : WATCH name STRING? ON targets (compare amount)? (period | each | condition)* DO duties ;
around     : (BEFORE | AFTER) targets condition* DO duties otherwise? ;
audit      : AUDIT targets (condition | KEEP span | WITH names)* ;
configure  : CONFIGURE name arguments ;

each       : EACH names ;
period     : PER span | AT ONCE | CONSECUTIVE ;
span       : DURATION | name ;
dated      : DATE | name ;
amount     : (number (OF name)? | name) USUAL? ;
duties     : duty (COMMA duty)* ;
duty
  : effect (VIA name)?
  | name (ID | STRING)? arguments? (WITHIN span)? ;

// ---- conditions: chains are flat, so depth follows the written parentheses only --------------------------
expr        : conjunction ((OR | OR_OR) conjunction)* ;
conjunction : unary ((AND | AND_AND) unary)* ;
unary       : (NOT | BANG)* primary ;
primary
  : LPAREN expr RPAREN
  | IN name
  | path relation? ;
relation
  : IS NOT? value
  | (NOT_EQUAL | EQUAL_EQUAL) value
  | compare value
  | NOT? (IN | MATCHES | UNDER) value
  | HAS value ;
compare     : LESS | LESS_EQUAL | GREATER | GREATER_EQUAL ;

// ---- what must hold ----------------------------------------------------------------------------------------
assertion  : ASSERT STRING claim ;
claim
  : NEVER
    ( REACH targets (FROM names | WITHOUT names | condition)*
    | TOGETHER power (COMMA power)* (FROM names | WITHOUT names)*
    | effect what condition* )
  | ALWAYS effect what condition*
  | TOTAL targets LESS_EQUAL amount (period | each)* ;
power      : APPROVE ID | target condition* ;
acceptance : ACCEPT name (FOR names)? (because | UNTIL dated)* ;
test       : TEST STRING (WITH arguments)? testBlock ;
testBlock  : LBRACE testCase* RBRACE ;
testCase   : name (REQUEST name FOR)? name arguments? (IN names | WITH arguments)* ARROW effect via? ;

// ---- values and names ----------------------------------------------------------------------------------------
arguments : LPAREN (argument (COMMA argument)*)? RPAREN ;
argument  : (name COLON)? value ;
value     : single (DOTDOT single)? ;
single    : number | TIME | DATE | STRING | TEXT | TRUE | FALSE | list | path | effect ;
list      : LBRACKET (value (COMMA value)*)? RBRACKET ;
number    : INT | DECIMAL | PERCENT | MONEY | SIZE | DURATION | RATIO ;
names     : name (COMMA name)* ;
path      : name (DOT name)* ;

// Any word is a name where a name is required, except the connectives, the effects, `request` and `anything`.
name
  : ID | POLICY | TIMEZONE | IMPORT | LET | ENUM | CLASS | CAPABILITY | ACTION | EVENT | DUTY | METER | FACT | LABEL | FILE | DEFAULT
  | APPROVAL | ROUTE | TIER | AGENT | HUMAN | SUBAGENTS | WINDOW | PHASE | STOP | JOB | HOLDS | GRANTS | LIMIT | WATCH | BEFORE | AFTER
  | AUDIT | CONFIGURE | ASSERT | ACCEPT | TEST | SUMS | PROTECTED | RUNS | AS | NEEDS | READS | WRITES | EXECUTES | FROM | OF | TO | BY
  | FOR | PROOF | REACH | LASTS | ENTER | LEAVE | CRON | EVERY | ON | RUN | EXPIRES | MOST | ONCE | CONSECUTIVE | USUAL | KEEP | TOTAL
  | UNTIL | ACKNOWLEDGED | ALWAYS | NEVER | TOGETHER | APPROVE | WITHOUT ;
