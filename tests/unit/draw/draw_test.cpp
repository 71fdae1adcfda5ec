#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "compiler/draw/look.h"
#include "compiler/draw/sketch.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/memory_files.h"

using namespace envelope;

namespace {

draw::Picture picture_of(const std::string& text, const draw::PictureOptions& options = {}) {
  project::MemoryFiles files;
  files.add("main.envelope", text);
  const auto compilation = pipeline::compile(files, "main.envelope", pipeline::Stage::lower);
  REQUIRE(compilation->model);
  prove::Proof proof(*compilation->model, compilation->sources, {});
  draw::Picture picture = draw::picture_of(proof, options);
  CHECK(proof.faults().empty());
  CHECK(proof.unknowns().empty());
  return picture;
}

constexpr const char* kWords = "policy p\naction read, act\naction write(path: Path) writes path\n";

// Agents in a circle, each of which asks the next.
std::string circle(int agents) {
  std::string text = kWords;
  for (int i = 0; i < agents; ++i) text += fmt::format("agent a_{} {{ allow read  allow request a_{} for read }}\n", i, (i + 1) % agents);
  return text;
}

std::size_t names_in(const draw::Picture& picture) {
  std::set<std::string> names;
  for (const draw::Box& box : picture.boxes) names.insert(box.names.begin(), box.names.end());
  return names.size();
}

std::size_t edges_in(const draw::Picture& picture) {
  std::size_t edges = 0;
  for (const draw::Arrow& arrow : picture.arrows) edges += arrow.edges;
  return edges;
}

}  // namespace

TEST_CASE("a picture has a box for each as long as it can be read", "[draw]") {
  const draw::Picture five = picture_of(circle(5)), most = picture_of(circle(draw::kBoxesMax));
  CHECK(five.folding == draw::Folding::none);
  CHECK(five.boxes.size() == 5);
  CHECK(five.arrows.size() == 5);
  CHECK(most.folding == draw::Folding::none);
  CHECK(most.boxes.size() == draw::kBoxesMax);
}

TEST_CASE("beyond that it is folded, and everybody is still in it", "[draw]") {
  const int count = draw::kBoxesMax + 1;
  const draw::Picture folded = picture_of(circle(count));
  CHECK(folded.folding == draw::Folding::kinds);  // no two of a circle meet the very same others
  CHECK(folded.boxes.size() == 1);
  CHECK(folded.arrows.size() == 1);
  CHECK(draw::render_dot(folded).find("too many for words") == std::string::npos);
  CHECK(names_in(folded) == static_cast<std::size_t>(count));
  CHECK(edges_in(folded) == static_cast<std::size_t>(count));
  CHECK(folded.boxes[0].names[2] == "a_2");  // not a_10
  draw::PictureOptions full;
  full.full = true;
  CHECK(picture_of(circle(count), full).boxes.size() == static_cast<std::size_t>(count));
}

TEST_CASE("agents of a tier are together in the end, and too many arrows have no words", "[draw]") {
  std::string text = kWords;
  for (int tier = 0; tier < 10; ++tier) text += fmt::format("tier t_{} {{ allow read }}\n", tier);
  for (int i = 0; i < 100; ++i) {  // no two agents of a tier ask the same tiers
    text += fmt::format("agent a_{} is t_{} {{", i, i % 10);
    for (int other = 0; other < 100; other += 1 + i / 10)
      if (other != i) text += fmt::format(" allow request a_{} for read ", other);
    text += "}\n";
  }
  const draw::Picture picture = picture_of(text);
  CHECK(picture.folding == draw::Folding::tiers);
  CHECK(picture.boxes.size() == 10);
  CHECK(picture.arrows.size() == 100);
  CHECK(names_in(picture) == 100);
  CHECK(draw::render_dot(picture).find("too many for words") != std::string::npos);
}

TEST_CASE("those who meet the very same others share a box", "[draw]") {
  std::string text = kWords;
  for (int i = 0; i < 60; ++i) text += fmt::format("agent a_{} {{ allow request b_{} for read }}\n", i, i % 2);
  text += "agent b_0 { allow read }\nagent b_1 { allow read }\n";
  const draw::Picture picture = picture_of(text);
  CHECK(picture.folding == draw::Folding::same);
  CHECK(picture.boxes.size() == 4);
  CHECK(picture.arrows.size() == 2);
  CHECK(edges_in(picture) == 60);
}

TEST_CASE("who is on a marked way shares no box with others", "[draw]") {
  std::string text = std::string(kWords) + "file \"/srv/run.sh\" runs as boss\nagent boss { allow act }\n";
  for (int i = 0; i < 60; ++i)
    text += fmt::format("agent a_{} {{ allow write when path under \"/tmp\"{} }}\n", i,
                        i % 20 == 7 ? "  allow write when path under \"/srv\"" : "");
  const draw::Picture picture = picture_of(text);
  REQUIRE(picture.ways.size() == 1);
  CHECK(picture.ways[0].steps.size() == 2);
  const auto marked = std::count_if(picture.arrows.begin(), picture.arrows.end(), [](const auto& arrow) { return !arrow.ways.empty(); });
  CHECK(marked == 2);
  for (const std::size_t step : picture.ways[0].steps) CHECK_FALSE(picture.arrows[step].ways.empty());
  const draw::Box& first = picture.boxes[picture.arrows[picture.ways[0].steps[0]].from];
  CHECK(first.names == std::vector<std::string>{"a_7", "a_27", "a_47"});
}

TEST_CASE("a part of a graph is what starts with one and leads to another", "[draw]") {
  const std::string text = std::string(kWords) +
                           "file \"/b.sh\" runs as b\nfile \"/c.sh\" runs as c\nagent a { allow write when path is \"/b.sh\" }\n"
                           "agent b { allow write when path is \"/c.sh\" }\nagent c { allow act }\nagent d { allow request c for act }\n";
  const auto names = [&](std::optional<std::uint32_t> from, std::optional<std::uint32_t> to) {
    draw::PictureOptions options;
    if (from) options.from = base::PrincipalId{*from};
    if (to) options.to = base::PrincipalId{*to};
    std::set<std::string> all;
    for (const draw::Box& box : picture_of(text, options).boxes)
      if (box.kind == draw::BoxKind::agents) all.insert(box.names.begin(), box.names.end());
    return all;
  };
  using Names = std::set<std::string>;
  CHECK(names({}, {}) == Names{"a", "b", "c", "d"});
  CHECK(names(0, {}) == Names{"a", "b", "c"});
  CHECK(names(1, {}) == Names{"b", "c"});
  CHECK(names({}, 2) == Names{"a", "b", "c", "d"});
  CHECK(names({}, 1) == Names{"a", "b"});
  CHECK(names(0, 2) == Names{"a", "b", "c"});
  CHECK(names(3, 1) == Names{"b", "d"});  // themselves, and nothing between them
}

TEST_CASE("nothing of a policy is markup", "[draw]") {
  CHECK(draw::as_markup("a<b>&\"c\"") == "a&lt;b&gt;&amp;&quot;c&quot;");
  CHECK(draw::as_markup("&lt; &#60; &; & x") == "&amp;lt; &amp;#60; &amp;; &amp; x");
  CHECK(draw::as_markup("a\nb\x1b[31m\u202e") == "a\\u{a}b\\u{1b}[31m\\u{202e}");
  CHECK(draw::as_markup("\xff") == "\\xff");
  CHECK(draw::as_label("\\N \\\\ <") == "\\\\N \\\\\\\\ &lt;");
}

TEST_CASE("long texts are cut in the middle and broken between words", "[draw]") {
  CHECK(draw::cut_short("0123456789", 10) == "0123456789");
  CHECK(draw::cut_short("0123456789x", 10) == "0123…6789x");
  CHECK(draw::cut_short("äöüäöüäöüäöü", 10) == "äöüä…öüäöü");
  CHECK(draw::wrapped("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(draw::wrapped("", 7) == std::vector<std::string>{""});
  CHECK(draw::wrapped("aaaaaaaaaaaa b", 7) == std::vector<std::string>{"aaa…aaa", "b"});
}

TEST_CASE("numbers in names count by their size", "[draw]") {
  CHECK(draw::precedes_by_number("a_2", "a_10"));
  CHECK_FALSE(draw::precedes_by_number("a_10", "a_2"));
  CHECK(draw::precedes_by_number("a", "a_1"));
  CHECK(draw::precedes_by_number("a_01", "a_1") != draw::precedes_by_number("a_1", "a_01"));
  CHECK_FALSE(draw::precedes_by_number("a_1", "a_1"));
  CHECK(draw::precedes_by_number("a_1x", "a_1y"));
  CHECK(draw::precedes_by_number("a_000", "a_1"));
}
