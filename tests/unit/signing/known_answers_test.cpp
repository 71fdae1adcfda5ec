// What others say of the same bytes: RFC 8032 (Ed25519), RFC 7693 (BLAKE2b). tests/signing asks b2sum and OpenSSL about whole tables.
#include <catch2/catch.hpp>

#include "tests/unit/signing/signed.h"

namespace envelope::signing {
namespace {

struct Vector {
  const char *seed, *key, *message, *signature;
};
// RFC 8032, 7.1, tests 1 to 3.
constexpr Vector kVectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
     "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
     "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
     "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
};

}  // namespace

TEST_CASE("Ed25519 signs and verifies as RFC 8032 says") {
  for (const Vector& vector : kVectors) {
    Secret seed(kSeedBytes);
    REQUIRE(signature::from_hex(vector.seed, seed.bytes()));
    std::string message(std::string_view(vector.message).size() / 2, '\0');
    REQUIRE(signature::from_hex(vector.message, {reinterpret_cast<std::uint8_t*>(message.data()), message.size()}));
    const signature::KeyBytes key = public_key_of(seed);
    CHECK(signature::to_hex(key) == vector.key);
    signature::SignatureBytes made = sign_message(seed, message);
    CHECK(signature::to_hex(made) == vector.signature);
    CHECK(signature::is_signed_by(key, message, made));
    CHECK_FALSE(signature::is_signed_by(key, message + "x", made));
    made[0] ^= 1U;
    CHECK_FALSE(signature::is_signed_by(key, message, made));
  }
}

TEST_CASE("BLAKE2b digests as RFC 7693 says") {
  CHECK(signature::to_hex(signature::blake2b("abc")) ==
        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
}

TEST_CASE("hexadecimal digits are read in one spelling") {
  std::array<std::uint8_t, 2> bytes{};
  CHECK(signature::from_hex("0aff", bytes));
  CHECK(signature::to_hex(bytes) == "0aff");
  for (const char* text : {"", "0af", "0afff", "0AFF", "0afg", " aff", "0a:f"}) CHECK_FALSE(signature::from_hex(text, bytes));
}

}  // namespace envelope::signing
