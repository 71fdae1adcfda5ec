#include "compiler/signing/key_file.h"

#include <catch2/catch.hpp>

#include "compiler/signing/version_record.h"
#include "runtime/signature/fields.h"
#include "tests/unit/signing/signed.h"

namespace envelope::signing::test {
namespace {

std::string changed(std::string text, std::size_t at, unsigned flip = 1) {
  text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ flip);
  return text;
}

// The file with a `check` that fits again, as whoever changes it on purpose writes it.
std::string mended(std::string text) {
  text.resize(text.rfind("check: "));
  const signature::Digest digest = signature::blake2b(text);
  signature::append_field(text, "check", signature::to_hex(std::span(digest).first(8)));
  return text;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("a key that was put away comes back with its passphrase, and with no other") {
  const SecretKey key = known_key("alice");
  const auto text = secret_key_text(key, secret("correct horse"), kCheap);
  REQUIRE(text);
  const auto sealed = read_secret_key(*text);
  REQUIRE(sealed);
  const OpenedKey opened = open_secret_key(*sealed, secret("correct horse"));
  REQUIRE(opened.key);
  CHECK(opened.key->seed == key.seed);
  CHECK(opened.key->public_key == key.public_key);
  CHECK(open_secret_key(*sealed, secret("correct horsf")).fault == OpenFault::wrong_passphrase);
  CHECK(open_secret_key(*sealed, secret("")).fault == OpenFault::wrong_passphrase);
  CHECK(secret_key_text(key, secret("correct horse"), kCheap) != text);  // salt and nonce are new each time
}

TEST_CASE("two new keys differ") { CHECK_FALSE(new_key("a").seed == new_key("a").seed); }

TEST_CASE("a secret key with any byte changed, cut or added is damaged") {
  const std::string text = *secret_key_text(known_key(), secret("p"), kCheap);
  for (std::size_t at = 0; at < text.size(); ++at) {
    CHECK_FALSE(read_secret_key(changed(text, at)));
    CHECK_FALSE(read_secret_key(text.substr(0, at)));
  }
  CHECK_FALSE(read_secret_key(text + "\n"));
  CHECK_FALSE(read_secret_key(text + text));
  CHECK_FALSE(read_secret_key(std::string(10'000, 'x')));
}

TEST_CASE("a secret key that was changed on purpose does not open") {
  const std::string text = *secret_key_text(known_key(), secret("p"), kCheap);
  const SecretKey other = new_key("alice");
  for (const std::string& forged :
       {replaced(text, "alice", "mallory"), replaced(text, "cost: 1 8192", "cost: 2 8192"),
        replaced(text, signature::to_hex(known_key().public_key.bytes), signature::to_hex(other.public_key.bytes))}) {
    const auto sealed = read_secret_key(mended(forged));
    REQUIRE(sealed);
    CHECK(open_secret_key(*sealed, secret("p")).fault == OpenFault::wrong_passphrase);
  }
}

TEST_CASE("a secret key that would take more than a key may is refused before anything is spent") {
  const std::string text = *secret_key_text(known_key(), secret("p"), kCheap);
  const auto with_cost = [&](const std::string& cost) { return read_secret_key(mended(replaced(text, "1 8192", cost))).has_value(); };
  CHECK(with_cost("16 1073741824"));
  CHECK_FALSE(with_cost("17 1073741824"));
  CHECK_FALSE(with_cost("16 1073741825"));
  CHECK_FALSE(with_cost("0 8192"));
  CHECK_FALSE(with_cost("1 8191"));
  CHECK_FALSE(with_cost("01 8192"));
  CHECK_FALSE(with_cost("1 8192 "));
  CHECK_FALSE(with_cost("1  8192"));
  CHECK_FALSE(with_cost("99999999999999999999 8192"));
}

TEST_CASE("a public key with a digit changed is none") {
  const std::string text = public_key_text(known_key("alice").public_key);
  CHECK(signature::read_public_key(text) == known_key("alice").public_key);
  const std::size_t name = text.find("alice");
  for (std::size_t at = 0; at < text.size(); ++at) {
    CHECK_FALSE(signature::read_public_key(text.substr(0, at)));
    // Who calls it what is not for the key to say.
    if (at < name || at >= name + 5) CHECK_FALSE(signature::read_public_key(changed(text, at)));
  }
  CHECK_FALSE(signature::read_public_key(text + "\n"));
}

TEST_CASE("a signer's name can be shown") {
  for (const std::string& name : {std::string("a"), std::string("Ålice <a@b.example>"), std::string(64, 'x')})
    CHECK(signature::is_signer_name(name));
  for (const std::string& name : {std::string(), std::string(" a"), std::string("a "), std::string(65, 'x'), std::string("a\nb"),
                                  std::string("\x1b[31m"), std::string("\xff"),
                                  std::string("a\xe2\x80\xae"
                                              "b")})
    CHECK_FALSE(signature::is_signer_name(name));
}

TEST_CASE("a record of versions is believed when it is whole and of this key") {
  const SecretKey key = known_key();
  const Versions versions = {{"fleet", 7}, {"payments.eu", 18446744073709551615U}, {"*", 3}};
  const std::string text = record_text(versions, key);
  CHECK(read_record(text, key) == versions);
  CHECK(read_record(record_text({}, key), key) == Versions{});
  CHECK_FALSE(read_record(text, new_key("alice")));
  for (std::size_t at = 0; at < text.size(); ++at) {
    CHECK_FALSE(read_record(changed(text, at), key));
    CHECK_FALSE(read_record(text.substr(0, at), key));
  }
  CHECK_FALSE(read_record(text + "\n", key));
}

TEST_CASE("a version is written in one way") {
  CHECK(read_version("18446744073709551615") == 18446744073709551615U);
  CHECK(read_version("0") == 0U);
  for (const char* text : {"", "-1", "+1", "01", "1 ", " 1", "1x", "18446744073709551616"}) CHECK_FALSE(read_version(text));
}

}  // namespace envelope::signing::test
