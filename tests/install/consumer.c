/* A program of somebody else, in C. */
#include <envelope/decide.h>
#include <stdio.h>

static env_effect push(const env_table* table, const char* branch) {
  env_attribute attributes[] = {env_text_attribute("branch", branch)};
  env_request request = env_new_request();
  env_decision decision = env_new_decision();
  request.principal = env_name_of("bolt");
  request.action = env_name_of("git_push");
  request.attributes = attributes;
  request.attribute_count = 1;
  request.flags = ENV_LINEAGE_KNOWN;
  env_decide(table, &request, &decision);
  return (env_effect)decision.effect;
}

int main(int count, char** words) {
  env_table* table = NULL;
  env_fault fault;
  if (count != 2 || env_table_open(words[1], &table, &fault) != ENV_OK) {
    fprintf(stderr, "no table: %s\n", count == 2 ? fault.message : "name one");
    return 1;
  }
  const int fits = push(table, "feature/x") == ENV_ALLOW && push(table, "main") == ENV_ASK && push(table, "release") == ENV_DENY;
  env_table_close(table);
  return fits ? 0 : 1;
}
