// The same policy where nobody is asked: windows and stops that people must be asked to turn stay as they are. What is reached there,
// nobody stands in the way of; what is reached only otherwise, people have a say in, though no step of it asks them.
#pragma once

#include <memory>
#include <optional>

#include "compiler/reach/escalation.h"
#include "compiler/reach/modes.h"

namespace envelope::reach {

// A way that is found, and how the windows and stops come on that it needs.
struct Opened {
  Escalation escalation;
  Turned turned;

  // How often people are asked, before the steps or by them.
  [[nodiscard]] std::size_t askings() const { return reach::askings(escalation.story) + turned.askings; }
};

class WithoutPeople {
 public:
  // What is asked is looked at over the policy of `looking`, in the states of `modes`; both must outlive the object. Worked out where the
  // first way needs it.
  WithoutPeople(const Looking& looking, Modes& modes);
  ~WithoutPeople();

  // A way that was found, with its turns. Where they ask people, another is looked for whose turns ask nobody; where there is none, an
  // error becomes a warning.
  [[nodiscard]] Opened opened(const Way& way, Escalation escalation);

 private:
  struct World;

  const Looking& looking_;
  Modes& modes_;
  std::unique_ptr<World> world_;
};

}  // namespace envelope::reach
