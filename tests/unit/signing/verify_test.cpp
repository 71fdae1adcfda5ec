// Tables with signatures behind them that are whole, damaged, forged, foreign and old.
#include "runtime/signature/verify.h"

#include <catch2/catch.hpp>
#include <cstring>
#include <set>

#include "compiler/signing/sign.h"
#include "runtime/format/hash.h"
#include "runtime/include/envelope/decide.h"
#include "tests/unit/signing/signed.h"

namespace envelope::signing::test {
namespace {

using format::SignatureTrailer;
using signature::Fault;

// What the loader says, and whether it takes it for signed.
struct Loaded {
  env_status status = ENV_OK;
  bool has_signature = false;
  std::string policy;
};

Loaded load(std::string_view file) {
  env_table* table = nullptr;
  Loaded loaded;
  loaded.status = env_table_load(file.data(), file.size(), &table, nullptr);
  if (table == nullptr) return loaded;
  env_table_info info{};
  info.size = sizeof info;
  REQUIRE(env_table_describe(table, &info) == ENV_OK);
  CHECK(info.file_bytes == file.size());
  loaded.has_signature = info.has_signature != 0;
  const char* name = nullptr;
  loaded.policy.assign(name, env_policy_name(table, &name));
  const void* bytes = nullptr;
  CHECK(env_table_bytes(table, &bytes) == file.size());
  CHECK(std::memcmp(bytes, file.data(), file.size()) == 0);
  env_table_close(table);
  return loaded;
}

std::string policy_of_table() {
  env_table* table = nullptr;
  const std::string bytes = table_bytes();
  REQUIRE(env_table_load(bytes.data(), bytes.size(), &table, nullptr) == ENV_OK);
  const char* name = nullptr;
  const std::size_t size = env_policy_name(table, &name);
  std::string policy(name, size);
  env_table_close(table);
  return policy;
}

std::string signed_table(std::uint64_t version = 7) { return sign(table_bytes(), policy_of_table(), version, known_key()); }

SignatureTrailer trailer_of(const std::string& file) {
  SignatureTrailer trailer{};
  std::memcpy(&trailer, file.data() + file.size() - sizeof trailer, sizeof trailer);
  return trailer;
}

// With a checksum that fits, as whoever forges a trailer writes it.
std::string with_trailer(const std::string& table, SignatureTrailer trailer) {
  trailer.checksum = format::checksum(&trailer, offsetof(SignatureTrailer, checksum));
  return table + std::string(reinterpret_cast<const char*>(&trailer), sizeof trailer);
}

}  // namespace

TEST_CASE("a signed table is the table and 512 bytes, and says what was signed") {
  const std::string file = signed_table();
  REQUIRE(file.size() == table_bytes().size() + 512);
  CHECK(signature::table_part(file) == table_bytes());
  CHECK(load(file).status == ENV_OK);
  CHECK(load(file).has_signature);
  CHECK_FALSE(load(table_bytes()).has_signature);
  const auto claims = signature::claims_of(file);
  REQUIRE(claims);
  CHECK(claims->key == known_key().public_key);
  CHECK(claims->policy_version == 7);
  CHECK(claims->policy_name == policy_of_table());
  CHECK(claims->table_digest == signature::blake2b(table_bytes()));
  CHECK(signed_table() == file);
  CHECK_FALSE(signature::claims_of(table_bytes()));
}

TEST_CASE("a signature is held against what is expected") {
  const std::string file = signed_table();
  const std::string policy = policy_of_table();
  const signature::PublicKey mine[] = {known_key().public_key}, other[] = {new_key("alice").public_key}, both[] = {other[0], mine[0]};
  CHECK(signature::verify(file, policy, {}) == Fault::none);
  CHECK(signature::verify(file, policy, {mine, policy, 7}) == Fault::none);
  CHECK(signature::verify(file, policy, {both, {}, 0}) == Fault::none);
  CHECK(signature::verify(file, policy, {other, {}, 0}) == Fault::other_signer);
  CHECK(signature::verify(file, policy, {mine, "another", 0}) == Fault::other_policy);
  CHECK(signature::verify(file, policy, {mine, policy, 8}) == Fault::old_version);
  CHECK(signature::verify(table_bytes(), policy, {}) == Fault::unsigned_table);
  CHECK(signature::verify(file, "another", {}) == Fault::other_name);
  CHECK(signature::verify("", policy, {}) == Fault::unsigned_table);
}

TEST_CASE("every flipped byte of a signature is refused by the loader") {
  const std::string file = signed_table();
  for (std::size_t at = table_bytes().size(); at < file.size(); ++at)
    for (const unsigned flip : {0x01U, 0x80U, 0xFFU}) {
      std::string damaged = file;
      damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ flip);
      CHECK(load(damaged).status >= ENV_NEWER_TABLE);
    }
}

TEST_CASE("every flipped byte of a signature whose checksum was mended is refused by the loader or by whoever verifies") {
  const std::string file = signed_table();
  const std::string policy = policy_of_table();
  std::size_t by_loader = 0, by_key = 0;
  for (std::size_t at = 0; at < offsetof(SignatureTrailer, checksum); ++at)
    for (const unsigned flip : {0x01U, 0x80U, 0xFFU}) {
      SignatureTrailer trailer = trailer_of(file);
      auto* const bytes = reinterpret_cast<unsigned char*>(&trailer);
      bytes[at] = static_cast<unsigned char>(bytes[at] ^ flip);
      const std::string forged = with_trailer(table_bytes(), trailer);
      const bool is_loaded = load(forged).status == ENV_OK;
      const Fault fault = signature::verify(forged, policy, {});
      CHECK(fault != Fault::none);
      by_loader += is_loaded ? 0 : 1;
      by_key += is_loaded && fault == Fault::wrong_signature ? 1 : 0;
    }
  CHECK(by_loader > 100);
  CHECK(by_key > 500);
}

TEST_CASE("a signature that is cut, or has something behind it, is refused") {
  const std::string file = signed_table();
  for (std::size_t size = table_bytes().size() + 1; size < file.size(); ++size) CHECK(load(file.substr(0, size)).status == ENV_CUT_TABLE);
  CHECK(load(file + '\0').status == ENV_CUT_TABLE);
  CHECK(load(file + file.substr(table_bytes().size())).status == ENV_CUT_TABLE);  // signed twice
  CHECK(load(table_bytes() + std::string(512, '\0')).status == ENV_CUT_TABLE);
}

TEST_CASE("what a loader can tell of a trailer without a key, it tells") {
  const auto status = [&](auto change) {
    SignatureTrailer trailer = trailer_of(signed_table());
    change(trailer);
    return load(with_trailer(table_bytes(), trailer)).status;
  };
  CHECK(status([](SignatureTrailer&) {}) == ENV_OK);
  CHECK(status([](SignatureTrailer& t) { t.major_version = 2; }) == ENV_NEWER_TABLE);
  CHECK(status([](SignatureTrailer& t) { t.minor_version = 1; }) == ENV_NEWER_TABLE);
  CHECK(status([](SignatureTrailer& t) { t.trailer_bytes = 511; }) == ENV_MALFORMED_TABLE);
  CHECK(status([](SignatureTrailer& t) { ++t.table_bytes; }) == ENV_MALFORMED_TABLE);
  CHECK(status([](SignatureTrailer& t) { t.policy_version = 0; }) == ENV_MALFORMED_TABLE);
  CHECK(status([](SignatureTrailer& t) { t.signer[0] = 0; }) == ENV_MALFORMED_TABLE);
  CHECK(status([](SignatureTrailer& t) { t.policy_name[239] = 'x'; }) == ENV_MALFORMED_TABLE);
  CHECK(status([](SignatureTrailer& t) { std::memset(t.signer, 'x', sizeof t.signer); }) == ENV_OK);  // as long as the field
}

TEST_CASE("a good signature of something else is not one of this") {
  const std::string policy = policy_of_table();
  CHECK(signature::verify(sign(table_bytes(), "another", 7, known_key()), policy, {}) == Fault::other_name);
  // The trailer of another table of the same size.
  std::string other = table_bytes();
  other.back() = static_cast<char>(other.back() ^ 1);
  const std::string spliced = table_bytes() + sign(other, policy, 7, known_key()).substr(other.size());
  CHECK(load(spliced).status == ENV_OK);
  CHECK(signature::verify(spliced, policy, {}) == Fault::other_bytes);
  // A signer of one's own making under another's name and key id.
  SignatureTrailer trailer = trailer_of(sign(table_bytes(), policy, 7, new_key("alice")));
  const signature::PublicKey mine[] = {known_key().public_key};
  CHECK(signature::verify(with_trailer(table_bytes(), trailer), policy, {mine, {}, 0}) == Fault::other_signer);
  std::memcpy(trailer.public_key, mine[0].bytes.data(), mine[0].bytes.size());
  CHECK(signature::verify(with_trailer(table_bytes(), trailer), policy, {mine, {}, 0}) == Fault::wrong_signature);
  // A message of this key that is no statement of ours: the same bytes without the domain.
  SignatureTrailer bare = trailer_of(signed_table());
  const auto made = sign_message(known_key().seed, {reinterpret_cast<const char*>(&bare), format::kStatementBytes});
  std::memcpy(bare.signature, made.data(), made.size());
  CHECK(signature::verify(with_trailer(table_bytes(), bare), policy, {}) == Fault::wrong_signature);
}

TEST_CASE("the names of policies that can be signed") {
  CHECK(is_signable_policy("fleet"));
  CHECK(is_signable_policy(std::string(240, 'x')));
  CHECK_FALSE(is_signable_policy(std::string(241, 'x')));
  CHECK_FALSE(is_signable_policy(""));
  CHECK_FALSE(is_signable_policy("a\nb"));
  const std::string longest(240, 'x');
  CHECK(signature::claims_of(sign(table_bytes(), longest, 1, known_key()))->policy_name == longest);
}

TEST_CASE("faults have words of their own") {
  std::set<std::string> words;
  for (int i = 0; i <= static_cast<int>(Fault::old_version); ++i) words.insert(signature::fault_word(static_cast<Fault>(i)));
  CHECK(words.size() == static_cast<std::size_t>(Fault::old_version) + 1);
}

}  // namespace envelope::signing::test
