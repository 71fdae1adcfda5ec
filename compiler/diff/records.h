// What a policy says beside its decisions: limits, watches, windows, stops, jobs, routes, audit, vocabulary, claims.
#pragma once

#include <vector>

#include "compiler/diff/change.h"
#include "compiler/diff/joint.h"

namespace envelope::diff {

// Appends what changed. Records are compared principal by principal and by content, so that how they are grouped, ordered and spread over
// modules plays no part; their conditions count as the same where they read the same in the joint vocabulary.
// `with_claims`: claims and acceptances too; the text of a table has neither.
void compare_records(Joint& joint, bool with_claims, std::vector<Change>& changes);

}  // namespace envelope::diff
