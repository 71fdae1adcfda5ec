// The words of Envelope. Pure: no action, no predicate, no member; any tool that reads ANTLR grammars can use it.
//
// Lexing never fails. What is no word of the language becomes one of the tokens under "What people write by mistake", which the
// compiler reports with a message of its own and, where the intent is plain, reads as what was meant.
lexer grammar EnvelopeLexer;

// ---- words that are never a name -------------------------------------------------------------
ALLOW   : 'allow' ;
ASK     : 'ask' ;
PROPOSE : 'propose' ;
DENY    : 'deny' ;
REQUEST : 'request' ;
ANYTHING: 'anything' ;

AND     : 'and' ;
OR      : 'or' ;
NOT     : 'not' ;
WHEN    : 'when' ;
UNLESS  : 'unless' ;
IS      : 'is' ;
IN      : 'in' ;
MATCHES : 'matches' ;
UNDER   : 'under' ;
HAS     : 'has' ;
VIA     : 'via' ;
BECAUSE : 'because' ;
DO      : 'do' ;
ELSE    : 'else' ;
PER     : 'per' ;
EACH    : 'each' ;
AT      : 'at' ;
WITHIN  : 'within' ;
WITH    : 'with' ;
EXCEPT  : 'except' ;
TRUE    : 'true' ;
FALSE   : 'false' ;

// ---- words that open something, and are a name where a name is required ------------------------
POLICY       : 'policy' ;
TIMEZONE     : 'timezone' ;
IMPORT       : 'import' ;
LET          : 'let' ;
ENUM         : 'enum' ;
CLASS        : 'class' ;
CAPABILITY   : 'capability' ;
ACTION       : 'action' ;
EVENT        : 'event' ;
DUTY         : 'duty' ;
METER        : 'meter' ;
FACT         : 'fact' ;
LABEL        : 'label' ;
FILE         : 'file' ;
DEFAULT      : 'default' ;
APPROVAL     : 'approval' ;
ROUTE        : 'route' ;
TIER         : 'tier' ;
AGENT        : 'agent' ;
HUMAN        : 'human' ;
SUBAGENTS    : 'subagents' ;
WINDOW       : 'window' ;
PHASE        : 'phase' ;
STOP         : 'stop' ;
JOB          : 'job' ;
HOLDS        : 'holds' ;
GRANTS       : 'grants' ;
LIMIT        : 'limit' ;
WATCH        : 'watch' ;
BEFORE       : 'before' ;
AFTER        : 'after' ;
AUDIT        : 'audit' ;
CONFIGURE    : 'configure' ;
ASSERT       : 'assert' ;
ACCEPT       : 'accept' ;
TEST         : 'test' ;
SUMS         : 'sums' ;
PROTECTED    : 'protected' ;
RUNS         : 'runs' ;
AS           : 'as' ;
NEEDS        : 'needs' ;
READS        : 'reads' ;
WRITES       : 'writes' ;
EXECUTES     : 'executes' ;
FROM         : 'from' ;
OF           : 'of' ;
TO           : 'to' ;
BY           : 'by' ;
FOR          : 'for' ;
PROOF        : 'proof' ;
REACH        : 'reach' ;
LASTS        : 'lasts' ;
ENTER        : 'enter' ;
LEAVE        : 'leave' ;
CRON         : 'cron' ;
EVERY        : 'every' ;
ON           : 'on' ;
RUN          : 'run' ;
EXPIRES      : 'expires' ;
MOST         : 'most' ;
ONCE         : 'once' ;
CONSECUTIVE  : 'consecutive' ;
USUAL        : 'usual' ;
KEEP         : 'keep' ;
TOTAL        : 'total' ;
UNTIL        : 'until' ;
ACKNOWLEDGED : 'acknowledged' ;
ALWAYS       : 'always' ;
NEVER        : 'never' ;
TOGETHER     : 'together' ;
APPROVE      : 'approve' ;
WITHOUT      : 'without' ;

// ---- punctuation ---------------------------------------------------------------------------------
LBRACE        : '{' ;
RBRACE        : '}' ;
LPAREN        : '(' ;
RPAREN        : ')' ;
LBRACKET      : '[' ;
RBRACKET      : ']' ;
COMMA         : ',' ;
COLON         : ':' ;
DOT           : '.' ;
DOTDOT        : '..' ;
QUESTION      : '?' ;
EQUALS        : '=' ;
ARROW         : '->' ;
LESS          : '<' ;
LESS_EQUAL    : '<=' ;
GREATER       : '>' ;
GREATER_EQUAL : '>=' ;

// ---- values ----------------------------------------------------------------------------------------
TEXT     : '"""' .*? '"""' ;
STRING   : '"' (~["\\\r\n] | '\\' ~[\r\n])* '"' ;
MONEY    : '$' NUMBER ;
PERCENT  : NUMBER '%' ;
RATIO    : NUMBER 'x' ;
DURATION : DIGITS ('ms' | 's' | 'min' | 'h' | 'd' | 'w') ;
SIZE     : DIGITS ('B' | 'KB' | 'MB' | 'GB' | 'TB' | 'KiB' | 'MiB' | 'GiB' | 'TiB') ;
DATE     : D D D D '-' D D '-' D D ('T' D D ':' D D (':' D D)? 'Z'?)? ;
TIME     : D D ':' D D ;
DECIMAL  : DIGITS '.' D+ ;
INT      : DIGITS ;

// A word in backticks is a name whatever it says.
ID       : WORD | '`' ~[`\r\n]+ '`' ;

COMMENT  : '//' ~[\r\n]* -> channel(HIDDEN) ;
WS       : [ \t\r\n]+ -> skip ;

// ---- what people write by mistake --------------------------------------------------------------------
HASH_COMMENT        : '#' ~[\r\n]* -> channel(HIDDEN) ;
DASH_COMMENT        : '--' ~[\r\n]* -> channel(HIDDEN) ;
BLOCK_COMMENT       : '/*' .*? '*/' -> channel(HIDDEN) ;
OPEN_COMMENT        : '/*' (~[*\r\n] | '*'+ ~[*/\r\n])* '*'* -> channel(HIDDEN) ;
UNTERMINATED_TEXT   : '"""' (~["\r\n] | '"' ~["\r\n] | '""' ~["\r\n])* '"'? '"'? ;
UNTERMINATED_STRING : '"' (~["\\\r\n] | '\\' ~[\r\n])* '\\'? ;
CURLY_STRING        : [\u201C\u201D\u201E\u201F\u00AB] ~["\u201C\u201D\u201E\u201F\u00BB\r\n]* ["\u201C\u201D\u00BB] ;
SINGLE_STRING       : ['\u2018\u2019\u201A] ~['\u2018\u2019\r\n]* ['\u2018\u2019] ;
UNKNOWN_UNIT        : '$'? NUMBER [a-zA-Z_] [a-zA-Z0-9_]* ;
LOOSE_DATE          : D+ '-' D+ ('-' D+)+ ;
LOOSE_TIME          : D+ ':' D+ (':' D+)* ;
DASHED_NAME         : WORD ('-' [a-zA-Z0-9_]+)+ ;
FOREIGN_NAME        : [a-zA-Z0-9_]* FOREIGN (FOREIGN | [a-zA-Z0-9_])* ;
EQUAL_EQUAL         : '==' | '===' ;
NOT_EQUAL           : '!=' | '<>' | '!==' ;
AND_AND             : '&&' | '&' ;
OR_OR               : '||' | '|' ;
BANG                : '!' ;
FAT_ARROW           : '=>' ;
SEMICOLON           : ';' ;
STRAY               : . ;

// The blocks of letters outside ASCII, without controls, punctuation and signs. In blocks, not \p{Letter}: a class of 600 ranges costs
// two milliseconds at every start, and all these names get the same answer.
fragment FOREIGN : [\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u061B\u061D-\u167F\u1681-\u180D\u180F-\u1FFF\u2C00-\u2DFF]
                 | [\u3005-\u3007\u3031-\uD7FF\uF900-\uFDCF\uFDF0-\uFDFF\uFE70-\uFEFE\uFF10-\uFFDC\u{10000}-\u{1EFFF}\u{20000}-\u{3FFFF}] ;
fragment D      : [0-9] ;
fragment DIGITS : D [0-9_]* ;
fragment NUMBER : DIGITS ('.' D+)? ;
fragment WORD   : [a-zA-Z_] [a-zA-Z0-9_]* ;
