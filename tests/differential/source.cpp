#include "tests/differential/source.h"

namespace envelope::differential {

namespace {

void write(const Piece& piece, std::size_t depth, std::string& out) {
  out += std::string(depth * 2, ' ') + piece.text;
  if (!piece.is_block) {
    out += "\n";
    return;
  }
  out += " {\n";
  for (const Piece& item : piece.items) write(item, depth + 1, out);
  out += std::string(depth * 2, ' ') + "}\n";
}

std::size_t count(const std::vector<Piece>& pieces) {
  std::size_t total = 0;
  for (const Piece& piece : pieces) total += 1 + count(piece.items);
  return total;
}

// Removes piece `number` of `pieces`; leaves in `number` what is still to be skipped.
bool remove(std::vector<Piece>& pieces, std::size_t& number) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (number == 0) {
      pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i));
      return true;
    }
    --number;
    if (remove(pieces[i].items, number)) return true;
  }
  return false;
}

void reorder(std::vector<Piece>& pieces, Random& random) {
  random.shuffle(pieces);
  for (Piece& piece : pieces) reorder(piece.items, random);
}

}  // namespace

std::vector<std::string> render(const PolicySource& source) {
  std::vector<std::string> texts = source.headers;
  for (std::string& text : texts) text += "\n";
  for (const Piece& piece : source.pieces) write(piece, 0, texts[piece.file]);
  return texts;
}

std::string show(const PolicySource& source) {
  std::string all;
  for (const std::string& text : render(source)) all += "// ---- file ----\n" + text;
  return all;
}

std::size_t count_pieces(const PolicySource& source) { return count(source.pieces); }

PolicySource without(const PolicySource& source, std::size_t number) {
  PolicySource rest = source;
  remove(rest.pieces, number);
  return rest;
}

PolicySource reordered(PolicySource source, Random& random) {
  reorder(source.pieces, random);
  return source;
}

}  // namespace envelope::differential
