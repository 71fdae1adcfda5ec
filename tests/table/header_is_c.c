/* The example of the manual, compiled as C11. */
#include "envelope/decide.h"

int may_push(const env_table* table);

int may_push(const env_table* table) {
  env_attribute attributes[] = {env_text_attribute("branch", "main"), env_number_attribute("size", 1)};
  env_request request = env_new_request();
  env_decision decision = env_new_decision();
  request.principal = env_name_of("bolt");
  request.action = env_name_id(0);
  request.attributes = attributes;
  request.attribute_count = sizeof attributes / sizeof *attributes;
  request.flags = ENV_LINEAGE_KNOWN;
  return env_decide(table, &request, &decision) == ENV_OK && decision.effect == ENV_ALLOW;
}
