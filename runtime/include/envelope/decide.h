/* envelope/decide.h - decide what an agent may do, from a compiled policy table.
 *
 * USE
 *
 *   env_table *table;
 *   env_fault fault;
 *   if (env_table_open("policy.envt", &table, &fault) != ENV_OK) die(fault.message);
 *
 *   env_attribute attributes[] = {env_text_attribute("branch", "main")};
 *   env_request request = env_new_request();
 *   request.principal = env_name_of("bolt");
 *   request.action = env_name_of("git_push");
 *   request.attributes = attributes;
 *   request.attribute_count = 1;
 *   request.flags = ENV_LINEAGE_KNOWN;              // acts for nobody else
 *
 *   env_decision decision = env_new_decision();
 *   if (env_decide(table, &request, &decision) == ENV_OK && decision.effect == ENV_ALLOW) ...
 *
 * FAIL CLOSED
 *
 *   Whatever goes wrong, decision.effect is ENV_DENY: a caller that looks at nothing else is safe. What is not given is not known, and
 *   what is not known never adds authority: it can only make a decision stricter.
 *
 * NAMES AND NUMBERS
 *
 *   Everything a request names (principals, actions, attributes, switches, ...) can be given as text, or as the number that an env_find_*
 *   call returned for it once. Numbers belong to one table: after loading another, find them again.
 *
 * THREADS
 *
 *   A table never changes once it is open. Any number of threads may use one table at the same time, without locks; closing it is the
 *   only call that must not run beside others. env_decide allocates nothing, locks nothing, does no input or output, and takes a number
 *   of steps bounded by the table and the size of the request. It needs up to 64 KB of stack.
 *
 * COMPATIBILITY
 *
 *   Structs that a caller fills begin with their size, as env_new_* sets it; later versions add fields at the end only. A table of a
 *   newer major version, or with the bytes of another machine, is refused.
 *
 * C11 and C++. Every function is safe to call with NULL, which is answered by ENV_BAD_ARGUMENT and, where there is a decision, ENV_DENY.
 */
#ifndef ENVELOPE_DECIDE_H
#define ENVELOPE_DECIDE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__GNUC__)
#define ENV_API __attribute__((visibility("default")))
#else
#define ENV_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- answers -------------------------------------------------------------------------------------------------------- */

/* What a policy answers, from strict to mild. */
typedef enum env_effect { ENV_DENY = 0, ENV_PROPOSE = 1, ENV_ASK = 2, ENV_ALLOW = 3 } env_effect;

/* How a call went. Permanent numbers. Every value but ENV_OK comes with ENV_DENY where there is a decision. */
typedef enum env_status {
  ENV_OK = 0,

  /* The request was refused before any rule was looked at. */
  ENV_UNKNOWN_PRINCIPAL = 1,    /* the policy declares no agent or human of this name */
  ENV_UNKNOWN_ACTION = 2,       /* the policy declares no such action (an event is none) */
  ENV_UNKNOWN_REQUESTED = 3,    /* `requested` is no agent of the policy */
  ENV_MISSING_LINEAGE = 4,      /* nobody said on whose behalf: set ENV_LINEAGE_KNOWN, with no members if there are none */
  ENV_UNKNOWN_LINEAGE = 5,      /* a member of the lineage is no agent, or a human acts for somebody else */
  ENV_UNDECLARED_ATTRIBUTE = 6, /* the action declares no attribute of this name: a typo must not hide a condition */
  ENV_MALFORMED_ATTRIBUTE = 7,  /* a required attribute is absent, or no value of its type */
  ENV_UNKNOWN_LABEL = 8,        /* the policy declares no such label */
  ENV_REPEATED_ATTRIBUTE = 9,   /* an attribute is given twice */
  ENV_TOO_MUCH = 10,            /* more members, lineage or approvals than a request or decision can hold */
  ENV_UNKNOWN_SWITCH = 11,      /* with ENV_SWITCHES_OFF: no such window, phase or stop is declared, and a typo would count as off */

  /* The call itself. */
  ENV_BAD_ARGUMENT = 20, /* NULL, or a struct of an unknown size */
  ENV_NO_SPACE = 21,     /* the buffer is too small; the needed size is reported */
  ENV_NO_WORDS = 22,     /* the table is stripped of its explaining sections */
  ENV_NO_MEMORY = 23,

  /* Opening a table. */
  ENV_CANNOT_READ = 40,    /* the file cannot be read */
  ENV_NOT_A_TABLE = 41,    /* other magic */
  ENV_NEWER_TABLE = 42,    /* written by a newer version */
  ENV_FOREIGN_TABLE = 43,  /* the byte order of another machine */
  ENV_CUT_TABLE = 44,      /* shorter or longer than its header says */
  ENV_DAMAGED_TABLE = 45,  /* a checksum does not fit its bytes */
  ENV_MALFORMED_TABLE = 46 /* the bytes are whole but mean nothing: a record points outside, or backwards */
} env_status;

/* A short name of a status ("unknown_action"); "unknown_status" for other numbers. Static storage. */
ENV_API const char* env_status_name(env_status status);
/* "deny", "propose", "ask", "allow"; "deny" for other numbers. Static storage. */
ENV_API const char* env_effect_name(env_effect effect);

#define ENV_NONE UINT32_MAX /* no number */

/* ---- tables --------------------------------------------------------------------------------------------------------- */

/* A policy table, validated as a whole and held in private memory that is never written again: what happens to the file afterwards
 * changes nothing. */
typedef struct env_table env_table;

typedef struct env_fault {
  env_status status;
  uint64_t offset;   /* byte of the file at which the fault shows; 0 when it has no place */
  char message[232]; /* one line of ASCII, terminated */
} env_fault;

/* Opens a table file. On ENV_OK *table is to be closed by env_table_close; otherwise *table is NULL and *fault (may be NULL) says why. */
ENV_API env_status env_table_open(const char* path, env_table** table, env_fault* fault);
/* The same from `size` bytes, which are copied first. */
ENV_API env_status env_table_load(const void* bytes, size_t size, env_table** table, env_fault* fault);
ENV_API void env_table_close(env_table* table);

typedef struct env_table_info {
  size_t size; /* sizeof(env_table_info) */
  uint32_t principals, actions, statements;
  uint64_t file_bytes, deciding_bytes, explaining_bytes;
  int stripped;                /* 1: without explaining sections */
  uint8_t decision_digest[32]; /* equal for tables that decide by the same bytes */
  uint8_t source_digest[32];
  char compiler_version[33];
  char tzdata_version[17];
  int proved; /* 1: says that it was proved equal to its source. Who wrote the table could have written so: trust it as far as its writer */
  int has_signature; /* 1: a signature stands behind the table. Whether it is the right one was not asked: see env_table_bytes */
} env_table_info;
ENV_API env_status env_table_describe(const env_table* table, env_table_info* info);

/* The bytes of the file as they were read, the signature behind the table included: for programs that verify it (docs/signing.md) and
 * for nothing else. *bytes lives as long as the table; returns how many there are, or 0 and NULL when there is no table. */
ENV_API size_t env_table_bytes(const env_table* table, const void** bytes);

/* ---- names ---------------------------------------------------------------------------------------------------------- */

/* A name as text of `length` bytes, or, when `text` is NULL, as the number `id`. */
typedef struct env_name {
  const char* text;
  uint32_t length;
  uint32_t id;
} env_name;

/* Numbers by name; ENV_NONE when the table knows none. */
ENV_API uint32_t env_find_principal(const env_table* table, const char* text, size_t length);
ENV_API uint32_t env_find_action(const env_table* table, const char* text, size_t length);
ENV_API uint32_t env_find_attribute(const env_table* table, uint32_t action, const char* text, size_t length);
ENV_API uint32_t env_find_fact(const env_table* table, const char* text, size_t length);
ENV_API uint32_t env_find_switch(const env_table* table, const char* text, size_t length);
ENV_API uint32_t env_find_label(const env_table* table, const char* text, size_t length);
ENV_API uint32_t env_find_job(const env_table* table, const char* text, size_t length);

/* Names by number, and that of the policy: *text points into the table (not terminated); returns its length, or 0 and NULL when there
 * is none. */
ENV_API size_t env_policy_name(const env_table* table, const char** text);
ENV_API size_t env_principal_name(const env_table* table, uint32_t id, const char** text);
ENV_API size_t env_action_name(const env_table* table, uint32_t id, const char** text);
ENV_API size_t env_attribute_name(const env_table* table, uint32_t action, uint32_t slot, const char** text);
ENV_API size_t env_approval_name(const env_table* table, uint32_t id, const char** text);

/* The declared type of a value, for callers that read values from words. */
typedef enum env_type {
  ENV_TYPE_BOOL,
  ENV_TYPE_COUNT,
  ENV_TYPE_BYTES,
  ENV_TYPE_MONEY,
  ENV_TYPE_DURATION,
  ENV_TYPE_PERCENT,
  ENV_TYPE_TIME,
  ENV_TYPE_STRING,
  ENV_TYPE_PATH,
  ENV_TYPE_HOST,
  ENV_TYPE_COMMAND,
  ENV_TYPE_NAME /* of an enum, agent, tier, mode or job */
} env_type;
/* ENV_OK and the type; *is_set is 1 for `[T]`. */
ENV_API env_status env_attribute_type(const env_table* table, uint32_t action, uint32_t slot, env_type* type, int* is_set);
ENV_API env_status env_fact_type(const env_table* table, uint32_t fact, env_type* type, int* is_set);

/* ---- requests ------------------------------------------------------------------------------------------------------- */

/* Numbers are whole and in the unit of the declared type: Bytes in bytes, Money in millionths, Duration in milliseconds, Percent in
 * ten-thousandths of a percent, Time in milliseconds since 1970. A negative number, a value of another kind, or a text that has no
 * canonical form (`../x` as a Path) is no value: it counts as missing. Texts are read during the call only. */
typedef enum env_value_kind {
  ENV_VALUE_MISSING = 0, /* given, but not readable */
  ENV_VALUE_BOOL = 1,
  ENV_VALUE_NUMBER = 2,
  ENV_VALUE_TEXT = 3,   /* a text, or the name of a member of a closed type */
  ENV_VALUE_LIST = 4,   /* a set: `count` texts or names */
  ENV_VALUE_ID = 5,     /* a member of a closed type by number: as NUMBER, for types of names */
  ENV_VALUE_NUMBERS = 6 /* a set: `count` numbers */
} env_value_kind;

typedef struct env_text {
  const char* data;
  size_t size;
} env_text;

typedef struct env_value {
  uint32_t kind;  /* env_value_kind */
  uint32_t count; /* LIST, NUMBERS: members; a set of none may be given as either */
  union {
    int64_t number; /* BOOL: 0 or 1 */
    env_text text;
    const env_text* members;
    const int64_t* numbers;
  } as;
} env_value;

typedef struct env_attribute {
  env_name name; /* an attribute of the action (number: its slot), or a fact */
  env_value value;
} env_attribute;

typedef enum env_truth { ENV_NO = 0, ENV_UNKNOWN = 1, ENV_YES = 2 } env_truth;

typedef struct env_switch {
  env_name name;  /* a window, phase or stop; unknown names are ignored, with ENV_SWITCHES_OFF refused */
  uint32_t state; /* env_truth */
} env_switch;

typedef enum env_origin { ENV_ORIGIN_HUMAN, ENV_ORIGIN_AGENT, ENV_ORIGIN_CRON, ENV_ORIGIN_EVENT } env_origin;

/* Which of the fields below are given. What is not given is not known. */
enum {
  ENV_LINEAGE_KNOWN = 1,
  ENV_TIME_KNOWN = 2,
  ENV_ORIGIN_KNOWN = 4,
  ENV_JOB_KNOWN = 8, /* with an empty `job`: under no job */
  ENV_LABELS_KNOWN = 16,
  ENV_SWITCHES_OFF = 32, /* switches that are not named are off, instead of unknown */
  ENV_REQUEST_EDGE = 64  /* may the principal ask `requested` to do it? */
};

typedef struct env_request {
  size_t size;     /* sizeof(env_request) */
  uint32_t flags;  /* ENV_*_KNOWN, ENV_SWITCHES_OFF, ENV_REQUEST_EDGE */
  uint32_t origin; /* env_origin */
  env_name principal;
  env_name action;
  env_name requested;
  env_name job;
  int64_t time_ms; /* Unix time, UTC */
  const env_attribute* attributes;
  size_t attribute_count;
  const env_name* lineage; /* on whose behalf, root first */
  size_t lineage_count;
  const env_name* labels; /* that the session holds */
  size_t label_count;
  const env_switch* switches;
  size_t switch_count;
  const env_attribute* facts; /* unknown names are ignored */
  size_t fact_count;
} env_request;

/* ---- decisions ------------------------------------------------------------------------------------------------------ */

#define ENV_APPROVALS_MAX 16
#define ENV_OBLIGATIONS_MAX 16

typedef struct env_decision {
  size_t size;    /* sizeof(env_decision) */
  uint8_t effect; /* env_effect */
  uint8_t reserved[3];
  int32_t status;     /* env_status: as returned */
  uint32_t statement; /* number of the statement that decides, of several the first; ENV_NONE when none grants and none denies */
  uint32_t approval_count;
  uint32_t obligation_count;
  uint32_t approvals[ENV_APPROVALS_MAX];     /* effect ASK: all of them are needed; ascending */
  uint32_t obligations[ENV_OBLIGATIONS_MAX]; /* effects ASK and ALLOW: before/after statements that attach; ascending */
} env_decision;

/* Decides one request. Returns decision->status. */
ENV_API env_status env_decide(const env_table* table, const env_request* request, env_decision* decision);
/* Decides `count` requests; returns how many statuses are ENV_OK. Without `requests` each is refused with ENV_BAD_ARGUMENT. */
ENV_API size_t env_decide_batch(const env_table* table, const env_request* requests, size_t count, env_decision* decisions);

/* ---- explanations --------------------------------------------------------------------------------------------------- */

/* Writes a terminated JSON object into `buffer`: what decided and where, what else matched, obligations in words, and what would have
 * been milder. *needed (may be NULL) is the size with its terminator; ENV_NO_SPACE when `capacity` is smaller, and then the buffer
 * holds "" (what stands behind its terminator means nothing). ENV_NO_WORDS for a stripped table. A request that env_decide refuses is
 * explained as well: by what it is refused for. */
ENV_API env_status env_explain(const env_table* table, const env_request* request, char* buffer, size_t capacity, size_t* needed);

/* What the principal of `request` may do now: a JSON array with, for every action that is not denied whatever is left open, the
 * strictest and the mildest effect that the attributes left open can lead to, and the statements on which it depends. `request->action`
 * is ignored; attributes that an action does not declare are ignored for it, where they are given by name. Sizes as above; a request whose
 * principal, lineage, labels or switches are refused gets that status and the buffer holds "". */
ENV_API env_status env_list(const env_table* table, const env_request* request, char* buffer, size_t capacity, size_t* needed);

/* Where a statement stands: ENV_NO_WORDS for a stripped table. Texts point into the table and are not terminated. */
typedef struct env_statement {
  size_t size; /* sizeof(env_statement) */
  env_text text, because, file;
  uint32_t line, column; /* 1-based */
} env_statement;
ENV_API env_status env_statement_at(const env_table* table, uint32_t statement, env_statement* where);

/* What an obligation of a decision stands for, in words: `before do snapshot(keep: 1w)`. ENV_NO_WORDS for a stripped table. */
ENV_API env_status env_obligation_at(const env_table* table, uint32_t obligation, env_text* text, uint32_t* statement);

/* ---- making requests ------------------------------------------------------------------------------------------------ */

static inline env_request env_new_request(void) {
  env_request request;
  memset(&request, 0, sizeof request);
  request.size = sizeof request;
  request.principal.id = ENV_NONE;
  request.action.id = ENV_NONE;
  request.requested.id = ENV_NONE;
  request.job.id = ENV_NONE;
  return request;
}

static inline env_decision env_new_decision(void) {
  env_decision decision;
  memset(&decision, 0, sizeof decision);
  decision.size = sizeof decision;
  decision.statement = ENV_NONE;
  return decision;
}

static inline env_name env_name_of(const char* text) {
  env_name name;
  name.text = text;
  name.length = (uint32_t)strlen(text);
  name.id = ENV_NONE;
  return name;
}

static inline env_name env_name_id(uint32_t id) {
  env_name name;
  memset(&name, 0, sizeof name);
  name.id = id;
  return name;
}

static inline env_attribute env_text_attribute(const char* name, const char* text) {
  env_attribute attribute;
  memset(&attribute, 0, sizeof attribute);
  attribute.name = env_name_of(name);
  attribute.value.kind = ENV_VALUE_TEXT;
  attribute.value.as.text.data = text;
  attribute.value.as.text.size = strlen(text);
  return attribute;
}

static inline env_attribute env_number_attribute(const char* name, int64_t number) {
  env_attribute attribute;
  memset(&attribute, 0, sizeof attribute);
  attribute.name = env_name_of(name);
  attribute.value.kind = ENV_VALUE_NUMBER;
  attribute.value.as.number = number;
  return attribute;
}

#ifdef __cplusplus
}
#endif

#endif
