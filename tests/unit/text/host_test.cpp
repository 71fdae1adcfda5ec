#include "runtime/text/host.h"

#include <catch2/catch.hpp>

#include "runtime/text/limits.h"

using namespace envelope::text;

namespace {

void check_missing(std::string_view raw, HostFault fault) {
  CAPTURE(raw);
  CHECK_FALSE(normalise_host(raw).has_value());
  CHECK(host_fault(raw) == fault);
  CHECK_FALSE(host_fault_text(fault).empty());
}

}  // namespace

TEST_CASE("hosts are folded to one spelling") {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"github.com", "github.com"},
      {"GitHub.COM", "github.com"},
      {"github.com.", "github.com"},
      {"github.com:443", "github.com"},
      {"github.com.:443", "github.com"},
      {"localhost", "localhost"},
      {"localhost:0", "localhost"},
      {"a.b:65535", "a.b"},
      {"_dmarc.example.com", "_dmarc.example.com"},
      {"a_b.example", "a_b.example"},
      {"r3---sn.example", "r3---sn.example"},
      {"xn--bcher-kva.example", "xn--bcher-kva.example"},
      {"XN--BCHER-KVA.example", "xn--bcher-kva.example"},
      {"3com.com", "3com.com"},
      {"1.2.3.example", "1.2.3.example"},
      {"0xabc.example", "0xabc.example"},
      {"0xg", "0xg"},
      // IPv4
      {"10.0.0.1", "10.0.0.1"},
      {"255.255.255.255", "255.255.255.255"},
      {"0.0.0.0", "0.0.0.0"},
      {"10.0.0.1:80", "10.0.0.1"},
      {"10.0.0.1.", "10.0.0.1"},
      // IPv6
      {"::1", "::1"},
      {"[::1]", "::1"},
      {"[::1]:8080", "::1"},
      {"::", "::"},
      {"0:0:0:0:0:0:0:0", "::"},
      {"2001:DB8::0001", "2001:db8::1"},
      {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},     // the first of equal runs
      {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},           // the longest run
      {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},  // a single zero group stays
      {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"},
      {"::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"},
      {"fe80::", "fe80::"},
      {"::ffff:10.0.0.1", "10.0.0.1"},
      {"::FFFF:0a00:0001", "10.0.0.1"},
      {"[::ffff:169.254.169.254]:80", "169.254.169.254"},
      {"0:0:0:0:0:ffff:10.0.0.1", "10.0.0.1"},
      {"::10.0.0.1", "::a00:1"},
      {"64:ff9b::10.0.0.1", "64:ff9b::a00:1"},
  };
  for (const auto& [raw, canonical] : cases) {
    CAPTURE(raw);
    const auto got = normalise_host(raw);
    REQUIRE(got.has_value());
    CHECK(*got == canonical);
    CHECK(normalise_host(*got) == got);
    CHECK(host_fault(raw) == HostFault::none);
  }
}

TEST_CASE("texts that are no host are missing") {
  const std::string label64(64, 'a');
  const std::pair<std::string_view, HostFault> cases[] = {
      {"", HostFault::empty},
      {".", HostFault::empty_label},
      {"a..b", HostFault::empty_label},
      {".a", HostFault::empty_label},
      {"a..", HostFault::empty_label},
      {":80", HostFault::empty_label},
      {"https://github.com", HostFault::url},
      {"github.com/evil", HostFault::url},
      {"github.com\\evil", HostFault::url},
      {"github.com?x", HostFault::url},
      {"github.com#x", HostFault::url},
      {"trusted.com@evil.com", HostFault::userinfo},
      {"user:pw@evil.com", HostFault::userinfo},
      {"git%68ub.com", HostFault::percent_encoded},
      {"fe80::1%eth0", HostFault::zone_id},
      {"[fe80::1%25eth0]", HostFault::zone_id},
      {"github.com:", HostFault::bad_port},
      {"github.com:http", HostFault::bad_port},
      {"github.com:65536", HostFault::bad_port},
      {"github.com:-1", HostFault::bad_port},
      {"github.com:000080", HostFault::bad_port},
      {"[::1]80", HostFault::bad_port},
      {"[::1]:x", HostFault::bad_port},
      {"-a.com", HostFault::hyphen_at_edge},
      {"a-.com", HostFault::hyphen_at_edge},
      {"a b", HostFault::bad_character},
      {" a", HostFault::bad_character},
      {"a\n", HostFault::bad_character},
      {std::string_view("a\0.com", 6), HostFault::bad_character},
      {"a*.com", HostFault::bad_character},
      {"a,b", HostFault::bad_character},
      {"b\xC3\xBC"
       "cher.example",
       HostFault::not_ascii},
      {"p\xD0\xB0ypal.com", HostFault::not_ascii},
      {"a\xE3\x80\x82"
       "b",
       HostFault::not_ascii},  // ideographic full stop
      {"\xFF", HostFault::invalid_utf8},
      {"\xC1\xA1.com", HostFault::invalid_utf8},
      {label64, HostFault::label_too_long},
  };
  for (const auto& [raw, fault] : cases) check_missing(raw, fault);
  CHECK(host_fault_text(HostFault::none).empty());
}

TEST_CASE("addresses in any but the plain spelling are missing") {
  const std::pair<std::string_view, HostFault> cases[] = {
      // Every spelling of an address that some resolver understands, and others do not.
      {"127.1", HostFault::ambiguous_address},
      {"127.0.1", HostFault::ambiguous_address},
      {"2130706433", HostFault::ambiguous_address},
      {"0x7f000001", HostFault::ambiguous_address},
      {"0X7F.0.0.1", HostFault::ambiguous_address},
      {"0177.0.0.1", HostFault::ambiguous_address},
      {"10.0.0.01", HostFault::ambiguous_address},
      {"10.0.0.256", HostFault::ambiguous_address},
      {"10.0.0.0x1", HostFault::ambiguous_address},
      {"10.0.0.0.1", HostFault::ambiguous_address},
      {"example.123", HostFault::ambiguous_address},
      {"0x", HostFault::ambiguous_address},
      {":::", HostFault::bad_address6},
      {"1::2::3", HostFault::bad_address6},
      {"1:2:3:4:5:6:7", HostFault::bad_address6},
      {"1:2:3:4:5:6:7:8:9", HostFault::bad_address6},
      {"1::2:3:4:5:6:7:8", HostFault::bad_address6},
      {"12345::", HostFault::bad_address6},
      {"g::", HostFault::bad_address6},
      {"::1.2.3", HostFault::bad_address6},
      {"::1.2.3.04", HostFault::bad_address6},
      {"1.2.3.4::", HostFault::bad_address6},
      {"1:2:3:4:5:6:7:1.2.3.4", HostFault::bad_address6},
      {"[::1", HostFault::bad_address6},
      {"[]", HostFault::bad_address6},
      {"[10.0.0.1]", HostFault::bad_address6},
      {"[github.com]", HostFault::bad_address6},
  };
  for (const auto& [raw, fault] : cases) check_missing(raw, fault);
}

TEST_CASE("the sizes of names, at the limit and one over") {
  const std::string label63(63, 'a');
  CHECK(normalise_host(label63).has_value());
  const std::string name = label63 + "." + label63 + "." + label63 + "." + std::string(61, 'b');
  REQUIRE(name.size() == kHostBytesMax);
  CHECK(normalise_host(name) == name);
  CHECK(normalise_host(name + ".:65535") == name);
  CHECK(host_fault(name + "b") == HostFault::too_long);
  CHECK(host_fault(std::string(kHostRawBytesMax + 1, 'a')) == HostFault::too_long);
}

TEST_CASE("addresses are told from names") {
  CHECK(is_address("10.0.0.1"));
  CHECK(is_address("::1"));
  CHECK_FALSE(is_address("github.com"));
  CHECK_FALSE(is_address("1.2.3.example"));
}

TEST_CASE("names in any script become A-labels") {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"github.com", "github.com"},
      {"bücher.example", "xn--bcher-kva.example"},
      {"Bücher.Example", "xn--bcher-kva.example"},
      {"münchen.de", "xn--mnchen-3ya.de"},
      {"straße.de", "xn--strae-oqa.de"},
      {"faß.de", "xn--fa-hia.de"},
      {"пример.рф", "xn--e1afmkfd.xn--p1ai"},
      {"παράδειγμα.ελ", "xn--hxajbheg2az3al.xn--qxam"},
      {"例え.テスト", "xn--r8jz45g.xn--zckzah"},
      {"实例.中国", "xn--fsq270a.xn--fiqs8s"},
      {"한국.kr", "xn--3e0b707e.kr"},
      {"דוגמה.com", "xn--6dbbec0c.com"},
      {"مثال.com", "xn--mgbh0fb.com"},
      {"bücher.example:8080", "xn--bcher-kva.example"},
      {"bücher.example.", "xn--bcher-kva.example"},
      {"naïve-2.example", "xn--nave-2-jwa.example"},
  };
  for (const auto& [raw, canonical] : cases) {
    CAPTURE(raw);
    CHECK(to_a_label_host(raw) == std::string(canonical));
    CHECK(normalise_host(canonical) == std::string(canonical));
  }
}

TEST_CASE("names that look like others, or need Unicode tables, are refused") {
  const std::pair<std::string_view, HostFault> cases[] = {
      {"p\u0430ypal.com", HostFault::mixed_scripts},       // Cyrillic a
      {"g\u03BF\u03BFgle.com", HostFault::mixed_scripts},  // Greek o
      {"abc日本.jp", HostFault::mixed_scripts},
      {"한あ.kr", HostFault::mixed_scripts},
      {"BÜCHER.example", HostFault::unsupported_letter},        // lower-casing beyond ASCII needs tables
      {"bu\u0308cher.example", HostFault::unsupported_letter},  // not composed
      {"b\u200Bolt.com", HostFault::unsupported_letter},
      {"\uFF47ithub.com", HostFault::unsupported_letter},  // full-width g
      {"git\u3002hub", HostFault::unsupported_letter},     // ideographic full stop
      {"☃.net", HostFault::unsupported_letter},
      {"😀.net", HostFault::unsupported_letter},
      {"a b\u00FC.com", HostFault::bad_character},
      {"\u00FC@x.com", HostFault::bad_character},
      {"-\u00FC.com", HostFault::hyphen_at_edge},
      {"\u00FC..com", HostFault::empty_label},
      {"", HostFault::empty},
      {"\xFF", HostFault::invalid_utf8},
  };
  for (const auto& [raw, fault] : cases) {
    CAPTURE(raw);
    CHECK_FALSE(to_a_label_host(raw).has_value());
    CHECK(a_label_host_fault(raw) == fault);
  }
  std::string long_label;
  for (int i = 0; i < 63; ++i) long_label += "ü";
  CHECK(a_label_host_fault(long_label) == HostFault::label_too_long);
  CHECK(a_label_host_fault(std::string(4'000, 'a')) == HostFault::too_long);
}
