// The rival decides as the reference interpreter does, so that beating it means something: same policy text, same stream.
#include <catch2/catch.hpp>

#include <memory>
#include <string>

#include "compiler/diagnostics/render.h"
#include "compiler/model/evaluate.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/memory_files.h"
#include "tests/bench/decide/policy_text.h"
#include "tests/bench/decide/request_maker.h"
#include "tests/bench/decide/rival.h"

namespace envelope::bench {
namespace {

std::unique_ptr<pipeline::Compilation> compile(const Fleet& fleet) {
  project::MemoryFiles files;
  for (const PolicyFile& file : write_policy(fleet)) files.add("/bench/" + file.path, file.text);
  return pipeline::compile(files, "/bench/main.envelope", pipeline::Stage::lower);
}

request::Request request_of(const StreamRequest& given) {
  request::Request request;
  request.principal = given.agent;
  request.action = given.action;
  request.time_ms = given.time_ms;
  request.origin = request::Origin::human;
  request.lineage.emplace();
  request.labels.emplace();
  request.job.emplace();
  for (const GivenAttribute& attribute : given.attributes) {
    request::RawValue value;
    if (attribute.kind == Given::boolean) value = attribute.number != 0;
    if (attribute.kind == Given::number) value = attribute.number;
    if (attribute.kind == Given::text) value = attribute.text;
    request.attributes[attribute.name] = value;
  }
  return request;
}

std::string describe(const StreamRequest& request) {
  std::string text = request.agent + " " + request.action;
  for (const GivenAttribute& attribute : request.attributes)
    text += " " + attribute.name + "=" + (attribute.kind == Given::text ? attribute.text : std::to_string(attribute.number));
  return text;
}

void check_agreement(std::size_t agents, std::size_t requests, std::uint64_t seed) {
  const Fleet fleet = make_fleet(agents, seed);
  const auto compilation = compile(fleet);
  INFO(diagnostics::render_text(compilation->sink.diagnostics(), compilation->sources, {}));
  REQUIRE(compilation->sink.diagnostics().empty());
  REQUIRE(compilation->model);
  const Stream stream = make_stream(fleet, requests, seed + 1);
  const Rival rival(fleet);
  const RivalStream prepared = prepare(fleet, stream);
  std::size_t seen[4] = {};
  for (std::size_t i = 0; i < stream.requests.size(); ++i) {
    const auto expected = static_cast<Effect>(model::evaluate(*compilation->model, request_of(stream.requests[i])).effect);
    ++seen[static_cast<std::size_t>(expected)];
    const Effect from_text = rival.decide(prepared.requests[i]);
    const Effect from_ids = rival.decide(prepared.ids[i]);
    if (from_text == expected && from_ids == expected) continue;
    INFO("request " << i << ": " << describe(stream.requests[i]));
    CHECK(kEffectNames[static_cast<std::size_t>(from_text)] == kEffectNames[static_cast<std::size_t>(expected)]);
    CHECK(kEffectNames[static_cast<std::size_t>(from_ids)] == kEffectNames[static_cast<std::size_t>(expected)]);
  }
  for (const std::size_t count : seen) CHECK(count * 10 >= requests);
}

TEST_CASE("the rival decides as the reference interpreter, 5 agents") { check_agreement(5, 65'536, 20260308); }
TEST_CASE("the rival decides as the reference interpreter, 100 agents") { check_agreement(100, 10'000, 20260308); }
TEST_CASE("the rival decides as the reference interpreter, other seeds") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) check_agreement(20, 5'000, seed);
}

TEST_CASE("a stream survives its file") {
  const Fleet fleet = make_fleet(5, 1);
  const Stream stream = make_stream(fleet, 500, 2);
  const std::string bytes = write_stream(stream);
  const auto read = read_stream(bytes);
  REQUIRE(read);
  CHECK(read->agents == 5);
  CHECK(read->seed == 1);
  CHECK(write_stream(*read) == bytes);
  CHECK_FALSE(read_stream(bytes.substr(0, bytes.size() - 1)));
  CHECK_FALSE(read_stream(bytes + "x"));
  CHECK_FALSE(read_stream("ENVREQ2\n"));
}

}  // namespace
}  // namespace envelope::bench
