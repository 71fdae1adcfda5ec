#include "compiler/base/source_map.h"

#include <algorithm>
#include <utility>

namespace envelope::base {

namespace {

constexpr std::uint32_t kStride = 4096;  // of SourceFile::code_points_before

std::uint32_t count_code_points(std::string_view text) {
  const auto begins_one = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };  // is no UTF-8 continuation byte
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), begins_one));
}

std::uint32_t code_points_before(const SourceFile& file, std::uint32_t offset) {
  const std::uint32_t stride = offset / kStride;
  return file.code_points_before[stride] + count_code_points(std::string_view(file.text).substr(stride * kStride, offset % kStride));
}

}  // namespace

FileId SourceMap::add(std::string path, std::string text) {
  SourceFile file{std::move(path), std::move(text), {0}, {0}};
  for (std::uint32_t i = 0; i < file.text.size(); ++i)
    if (file.text[i] == '\n') file.line_starts.push_back(i + 1);
  for (std::size_t i = 0; i + kStride <= file.text.size(); i += kStride)
    file.code_points_before.push_back(file.code_points_before.back() + count_code_points(std::string_view(file.text).substr(i, kStride)));
  files_.push_back(std::move(file));
  return FileId{static_cast<std::uint32_t>(files_.size() - 1)};
}

std::string_view SourceMap::text(Span span) const {
  std::string_view text = file(span.file).text;
  return text.substr(span.begin, span.end - span.begin);
}

Position SourceMap::position(FileId id, std::uint32_t offset) const {
  const SourceFile& source = file(id);
  offset = std::min(offset, static_cast<std::uint32_t>(source.text.size()));
  const auto after = std::upper_bound(source.line_starts.begin(), source.line_starts.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - source.line_starts.begin());
  const std::uint32_t start = source.line_starts[line - 1];
  const std::string_view before = std::string_view(source.text).substr(start, offset - start);
  const bool is_near = before.size() < kStride;
  const std::uint32_t column =
      1 + (is_near ? count_code_points(before) : code_points_before(source, offset) - code_points_before(source, start));
  return Position{line, column};
}

std::string_view SourceMap::line_text(FileId id, std::uint32_t line) const {
  const SourceFile& source = file(id);
  const std::uint32_t begin = source.line_starts[line - 1];
  const std::uint32_t end = line < source.line_starts.size() ? source.line_starts[line] : static_cast<std::uint32_t>(source.text.size());
  std::string_view text = std::string_view(source.text).substr(begin, end - begin);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

}  // namespace envelope::base
