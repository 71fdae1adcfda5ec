// Faults that tests inject, to show that the agreement tests would find such a mistake. All off unless a test turns one on.
#pragma once

namespace envelope::table::testing {

void inject_cell_fault(bool on);    // denials are left out of every diagram
void inject_writer_fault(bool on);  // the first cell is written with the contents of the last

}  // namespace envelope::table::testing
