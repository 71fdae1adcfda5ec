#include "compiler/diagnostics/text/snippet.h"

#include <algorithm>
#include <map>
#include <utility>

#include "compiler/diagnostics/text/window.h"

namespace envelope::diagnostics {

namespace {

// A label never gets less room than this, even where the picture then grows wider than the terminal.
constexpr std::size_t kLabelColumnsMin = 30;
constexpr std::size_t kSourceColumnsMin = 20;

// A mark that covers several lines, drawn as a bracket in the margin. Depth 0 is the outermost.
struct Bracket {
  Extent extent;
  const Mark* mark = nullptr;
  std::size_t depth = 0;
  bool open = false;
};

// What is drawn below one line: a mark that lies in it, or the first or last line of a bracket.
struct Note {
  enum class Kind : std::uint8_t { within, opens, closes };
  Kind kind = Kind::within;
  std::size_t begin = 0;  // bytes of the line
  std::size_t end = 0;
  const Mark* mark = nullptr;
  Bracket* bracket = nullptr;
};

// A `Note` of kind `within` placed in columns of the source text.
struct Underline {
  std::size_t begin = 0;
  std::size_t end = 0;
  const Mark* mark = nullptr;
};

class Picture {
 public:
  Picture(std::vector<Row>& rows, const base::SourceMap& sources, const std::vector<Mark>& marks, const Frame& frame)
      : rows_(rows), sources_(sources), file_(marks.front().span.file), frame_(frame) {
    brackets_.reserve(marks.size());  // notes point into it
    for (const Mark& mark : marks) add(mark);
    assign_depths();
  }

  void draw() {
    std::size_t last = 0;
    for (auto& [line, notes] : notes_) {
      if (last != 0) bridge(last, line);
      draw_line(line, notes);
      last = line;
    }
  }

 private:
  void add(const Mark& mark) {
    const Extent extent = extent_of(sources_, mark.span);
    if (extent.first_line == extent.last_line) {
      notes_[extent.first_line].push_back({Note::Kind::within, extent.begin, extent.end, &mark, nullptr});
      return;
    }
    Bracket& bracket = brackets_.emplace_back(Bracket{extent, &mark});
    notes_[extent.first_line].push_back({Note::Kind::opens, extent.begin, extent.begin, &mark, &bracket});
    const std::size_t last_byte = extent.end > 0 ? extent.end - 1 : 0;
    notes_[extent.last_line].push_back({Note::Kind::closes, last_byte, extent.end, &mark, &bracket});
  }

  // Brackets that share a line get different depths, the longer one further left.
  void assign_depths() {
    std::vector<Bracket*> order;
    for (Bracket& bracket : brackets_) order.push_back(&bracket);
    std::stable_sort(order.begin(), order.end(), [](const Bracket* a, const Bracket* b) {
      if (a->extent.first_line != b->extent.first_line) return a->extent.first_line < b->extent.first_line;
      return a->extent.last_line > b->extent.last_line;
    });
    std::vector<std::size_t> busy_until;  // by depth
    for (Bracket* bracket : order) {
      while (bracket->depth < busy_until.size() && busy_until[bracket->depth] >= bracket->extent.first_line) ++bracket->depth;
      if (bracket->depth == busy_until.size()) busy_until.push_back(0);
      busy_until[bracket->depth] = bracket->extent.last_line;
    }
    margin_ = busy_until.empty() ? 0 : busy_until.size() + 1;
  }

  [[nodiscard]] std::size_t margin_column(const Bracket& bracket) const { return frame_.text() + bracket.depth; }
  [[nodiscard]] std::size_t source_column() const { return frame_.text() + margin_; }
  [[nodiscard]] std::size_t source_width() const {
    return std::max(kSourceColumnsMin, frame_.width - std::min(frame_.width, source_column()));
  }
  [[nodiscard]] Style style_of_mark(const Mark& mark) const { return mark.primary ? frame_.primary : Style::frame; }

  // `row` with the open brackets' bars; becomes part of the picture.
  Row& add_row(Row row) {
    for (const Bracket& bracket : brackets_)
      if (bracket.open) row.put(margin_column(bracket), "|", style_of_mark(*bracket.mark));
    rows_.push_back(std::move(row));
    return rows_.back();
  }

  // Between two drawn lines: nothing, the one line between them, or dots.
  void bridge(std::size_t last, std::size_t next) {
    if (next == last + 2) {
      const Window window = window_around(line_text(last + 1), 0, 0, source_width());
      window.draw(add_row(frame_.numbered(last + 1)), source_column(), Style::plain);
    } else if (next > last + 2) {
      Row dots;
      add_row(std::move(dots.put(0, "...", Style::frame)));
    }
  }

  [[nodiscard]] std::string_view line_text(std::size_t line) const { return sources_.line_text(file_, static_cast<std::uint32_t>(line)); }

  // A line too long to show everything at once is drawn several times, each time around the notes that fit together.
  void draw_line(std::size_t line, std::vector<Note>& notes) {
    std::stable_sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) { return a.begin < b.begin; });
    const std::string_view text = line_text(line);
    const bool fits = columns_of(text, source_width() + 1) <= source_width();
    const std::size_t room = source_width() - 2;
    for (std::size_t first = 0; first < notes.size();) {
      const std::size_t begin = notes[first].begin;
      std::size_t end = notes[first].end;
      std::size_t next = first + 1;
      while (next < notes.size()) {
        const std::size_t together = std::max(end, notes[next].end);
        if (!fits && columns_of(text.substr(begin, together - begin), room + 1) > room) break;
        end = together;
        ++next;
      }
      const auto at = [&](std::size_t i) { return notes.begin() + static_cast<std::ptrdiff_t>(i); };
      draw_part(line, window_around(text, begin, end, source_width()), {at(first), at(next)});
      first = next;
    }
  }

  void draw_part(std::size_t line, const Window& window, const std::vector<Note>& notes) {
    const std::size_t indent = std::min(window.line.find_first_not_of(" \t"), window.line.size());
    // A bracket that begins with the line is drawn on the line itself, every other one turns into its bar on a row of its own.
    const auto begins_with_line = [&](const Note& note) { return note.begin <= indent && !window.cuts_left(); };
    Row source = frame_.numbered(line);
    std::vector<const Note*> opening;
    std::vector<const Note*> closing;
    for (const Note& note : notes) {
      if (note.kind == Note::Kind::closes) closing.push_back(&note);
      if (note.kind != Note::Kind::opens) continue;
      if (begins_with_line(note))
        source.put(margin_column(*note.bracket), "/", style_of_mark(*note.mark));
      else
        opening.push_back(&note);
    }
    window.draw(add_row(std::move(source)), source_column(), Style::plain);
    for (const Note& note : notes)
      if (note.kind == Note::Kind::opens && begins_with_line(note)) note.bracket->open = true;

    draw_underlines(window, notes);
    // Outermost opens first and closes last: no stroke crosses a bar.
    const auto outer_first = [](const Note* a, const Note* b) { return a->bracket->depth < b->bracket->depth; };
    std::stable_sort(opening.begin(), opening.end(), outer_first);
    std::stable_sort(closing.rbegin(), closing.rend(), outer_first);
    for (const Note* note : opening) draw_turn(window, *note);
    for (const Note* note : closing) draw_turn(window, *note);
  }

  // The horizontal stroke from a bracket's bar to the place where it begins or ends.
  void draw_turn(const Window& window, const Note& note) {
    const bool closes = note.kind == Note::Kind::closes;
    const Style style = style_of_mark(*note.mark);
    const std::size_t target = source_column() + window.column(note.begin);
    Row& row = add_row(frame_.barred());
    row.fill(margin_column(*note.bracket) + 1, target, '_', style);
    row.put(target, note.mark->primary ? "^" : "-", style);
    if (closes && !note.mark->text.empty()) {
      const std::size_t text_column = target + 2;
      const auto pieces = wrap(note.mark->text, label_room(text_column));
      row.put(text_column, pieces.front(), style);
      note.bracket->open = false;
      for (std::size_t i = 1; i < pieces.size(); ++i) add_row(frame_.barred()).put(text_column, pieces[i], style);
    }
    note.bracket->open = !closes;
  }

  [[nodiscard]] std::size_t label_room(std::size_t column) const {
    return std::max(kLabelColumnsMin, frame_.width - std::min(frame_.width, column));
  }

  void draw_underlines(const Window& window, const std::vector<Note>& notes) {
    std::vector<Underline> lines;
    for (const Note& note : notes) {
      if (note.kind != Note::Kind::within) continue;
      const std::size_t begin = source_column() + window.column(note.begin);
      const std::size_t end = source_column() + window.column(note.end);
      lines.push_back({begin, std::max(end, begin + 1), note.mark});
    }
    if (lines.empty()) return;
    // From right to left; at one column the longer one is written first, so that its text comes nearest to the line.
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Underline& a, const Underline& b) { return a.begin != b.begin ? a.begin > b.begin : a.end > b.end; });

    Row strokes = frame_.barred();
    // The shorter one is seen where two cover a column, and of equals the primary one.
    std::vector<Underline> layers = lines;
    std::stable_sort(layers.begin(), layers.end(), [](const Underline& a, const Underline& b) {
      if (a.end - a.begin != b.end - b.begin) return a.end - a.begin > b.end - b.begin;
      return !a.mark->primary && b.mark->primary;
    });
    for (const Underline& line : layers) strokes.fill(line.begin, line.end, line.mark->primary ? '^' : '-', style_of_mark(*line.mark));
    const bool beside = speaks_beside(lines);
    if (beside) strokes.put(lines.front().end + 1, lines.front().mark->text, style_of_mark(*lines.front().mark));
    add_row(std::move(strokes));
    draw_texts(lines, beside ? 1 : 0);
  }

  // Whether the rightmost underline's text can stand on its own row: nothing to the right of it, and it fits.
  [[nodiscard]] bool speaks_beside(const std::vector<Underline>& lines) const {
    const Underline& last = lines.front();
    if (last.mark->text.empty()) return false;
    if (std::any_of(lines.begin() + 1, lines.end(), [&](const Underline& other) { return other.end > last.begin; })) return false;
    const std::size_t columns = columns_of(last.mark->text, frame_.width);
    // Where it would be too wide below its underline as well, beside is the better of two evils.
    return last.end + 1 + columns <= frame_.width || (last.begin + columns > frame_.width && columns <= kLabelColumnsMin);
  }

  // The other texts hang below, rightmost first, each on a stem that passes the rows of those before it.
  void draw_texts(std::vector<Underline> lines, std::size_t already_said) {
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(already_said));
    std::erase_if(lines, [](const Underline& line) { return line.mark->text.empty(); });
    if (lines.empty()) return;
    const auto stems = [&](std::size_t from, std::size_t column) {
      Row row = frame_.barred();
      for (std::size_t i = lines.size(); i-- > from;)
        if (lines[i].begin < column) row.put(lines[i].begin, "|", style_of_mark(*lines[i].mark));
      return row;
    };
    add_row(stems(0, SIZE_MAX));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      for (const std::string_view piece : wrap(lines[i].mark->text, label_room(lines[i].begin))) {
        Row row = stems(i + 1, lines[i].begin);
        row.put(lines[i].begin, piece, style_of_mark(*lines[i].mark));
        add_row(std::move(row));
      }
    }
  }

  std::vector<Row>& rows_;
  const base::SourceMap& sources_;
  base::FileId file_;
  const Frame& frame_;
  std::vector<Bracket> brackets_;
  std::map<std::size_t, std::vector<Note>> notes_;  // by line
  std::size_t margin_ = 0;
};

}  // namespace

void draw_snippet(std::vector<Row>& rows, const base::SourceMap& sources, const std::vector<Mark>& marks, const Frame& frame) {
  if (!marks.empty()) Picture(rows, sources, marks, frame).draw();
}

}  // namespace envelope::diagnostics
