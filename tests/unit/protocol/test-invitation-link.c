/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-invitation-link.h"
#include "office-problem.h"

#define CODE        "7q4c9xk2m5hzt8wn"
#define FINGERPRINT "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

static void
check (const char *text, const char *host, guint16 port, const char *code, const char *fingerprint, gboolean plain)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeInvitationLink) link = office_invitation_link_parse (text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (link->host, ==, host);
  g_assert_cmpuint (link->port, ==, port);
  g_assert_cmpstr (link->code, ==, code);
  g_assert_cmpstr (link->fingerprint, ==, fingerprint);
  g_assert_true (link->plain == plain);
}

static void
check_round_trip (const char *text, const char *base)
{
  g_autoptr (OfficeInvitationLink) link = office_invitation_link_parse (text, NULL);
  g_autoptr (OfficeInvitationLink) copy = NULL;
  g_autofree char *written = NULL;
  g_autofree char *written_base = NULL;

  g_assert_nonnull (link);
  copy = office_invitation_link_copy (link);
  written = office_invitation_link_to_string (copy);
  written_base = office_invitation_link_get_base (copy);
  g_assert_cmpstr (written, ==, text);
  g_assert_cmpstr (written_base, ==, base);
}

static void
check_refused (const char *text, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeInvitationLink) link = office_invitation_link_parse (text, &error);

  g_test_message ("expects %s at fault", field);
  g_assert_null (link);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_cmpstr (office_problem_get_field (error), ==, field);
}

static void
test_links (void)
{
  check ("office://192.168.1.20:8765/join/" CODE "#" FINGERPRINT, "192.168.1.20", 8765, CODE, FINGERPRINT, FALSE);
  check ("  "
         "OFFICE://desk.local:99/join/"
         "7Q4C-9XK2-M5HZ-T8WN#9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08\n",
         "desk.local", 99, CODE, FINGERPRINT, FALSE);
  check ("office://localhost/join/" CODE "#plain", "localhost", OFFICE_DEFAULT_PORT, CODE, NULL, TRUE);
  check ("office://[fe80::1]:8765/join/" CODE "#" FINGERPRINT, "fe80::1", 8765, CODE, FINGERPRINT, FALSE);
  check ("office://[::1]/join/" CODE, "::1", OFFICE_DEFAULT_PORT, CODE, NULL, FALSE);
  check ("office://desk/", "desk", OFFICE_DEFAULT_PORT, NULL, NULL, FALSE);
}

static void
test_addresses (void)
{
  check ("desk", "desk", OFFICE_DEFAULT_PORT, NULL, NULL, FALSE);
  check (" desk.local:1234 ", "desk.local", 1234, NULL, NULL, FALSE);
  check ("192.168.1.20", "192.168.1.20", OFFICE_DEFAULT_PORT, NULL, NULL, FALSE);
  check ("büro.local", "büro.local", OFFICE_DEFAULT_PORT, NULL, NULL, FALSE);
  check ("fe80::1", "fe80::1", OFFICE_DEFAULT_PORT, NULL, NULL, FALSE);
  check ("[fe80::1]:80", "fe80::1", 80, NULL, NULL, FALSE);
  check ("fe80::1%wlan0", "fe80::1%wlan0", OFFICE_DEFAULT_PORT, NULL, NULL, FALSE);
  check ("desk/join/" CODE, "desk", OFFICE_DEFAULT_PORT, CODE, NULL, FALSE);
}

static void
test_round_trip (void)
{
  check_round_trip ("office://192.168.1.20:8765/join/" CODE "#" FINGERPRINT, "https://192.168.1.20:8765");
  check_round_trip ("office://[fe80::1]:1/join/" CODE "#plain", "http://[fe80::1]:1");
  check_round_trip ("office://desk:65535/join/" CODE, "https://desk:65535");
  check_round_trip ("office://desk:8765/#" FINGERPRINT, "https://desk:8765");
}

static void
test_refused (void)
{
  g_autofree char *long_host = g_strnfill (300, 'a');
  g_autofree char *endless = g_strnfill (100000, 'a');

  check_refused ("", "host");
  check_refused ("   ", "host");
  check_refused ("office://", "host");
  check_refused ("office:///join/" CODE, "host");
  check_refused ("https://desk/", "port");
  check_refused ("office://de sk/", "host");
  check_refused ("office://user@desk/", "host");
  check_refused ("office://de%20sk/", "host");
  check_refused ("office://desk\r\nX: y/", "host");
  check_refused ("office://desk?x/", "host");
  check_refused ("office://desk\\x/", "host");
  check_refused ("\xff\xfe", "host");
  check_refused (long_host, "host");
  check_refused (endless, "host");
  check_refused ("office://[fe80::1", "host");
  check_refused ("office://[desk]/", "host");
  check_refused ("office://[]/", "host");
  check_refused ("office://fe80::1%e]x/", "port");
  check_refused ("office://[fe80::1%e@evil.example]/", "host");
  check_refused ("office://[fe80::1%e?x]/", "host");
  check_refused ("office://[fe80::1%]/", "host");
  check_refused ("office://[fe80::1%é]/", "host");
  check_refused ("office://[fe80::1]x/", "port");
  check_refused ("office://desk:/", "port");
  check_refused ("office://desk:0/", "port");
  check_refused ("office://desk:65536/", "port");
  check_refused ("office://desk:-1/", "port");
  check_refused ("office://desk:+80/", "port");
  check_refused ("office://desk:80x/", "port");
  check_refused ("office://desk:99999999999999999999/", "port");
  check_refused ("office://desk/leave/" CODE, "code");
  check_refused ("office://desk/join/", "code");
  check_refused ("office://desk/join/" CODE "7", "code");
  check_refused ("office://desk/join/" CODE "/..", "code");
  check_refused ("office://desk/join/" CODE "#" FINGERPRINT "0", "fingerprint");
  check_refused ("office://desk/join/" CODE "#9f86", "fingerprint");
  check_refused ("office://desk/join/" CODE "#Plain", "fingerprint");
}

static void
check_code (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = office_invitation_code_normalise (text, &error);

  g_assert_cmpstr (code, ==, expected);
  if (expected == NULL)
    g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
}

static void
test_codes (void)
{
  g_autofree char *endless = g_strnfill (100000, '7');

  check_code (CODE, CODE);
  check_code (" 7Q4C 9XK2\tM5HZ-T8WN ", CODE);
  check_code ("OIL0-oil0-0000-0000", "0110011000000000");
  check_code ("", NULL);
  check_code ("7q4c9xk2m5hzt8w", NULL);
  check_code ("7q4c9xk2m5hzt8wn7", NULL);
  check_code ("7q4c9xk2m5hzt8wu", NULL); /* u is none */
  check_code ("7q4c9xk2m5hzt8w\xc3\xa4", NULL);
  check_code (endless, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/invitation-link/links", test_links);
  g_test_add_func ("/invitation-link/addresses", test_addresses);
  g_test_add_func ("/invitation-link/round-trip", test_round_trip);
  g_test_add_func ("/invitation-link/refused", test_refused);
  g_test_add_func ("/invitation-link/codes", test_codes);
  return g_test_run ();
}
