/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invitation links and addresses as people type and click them; what is read is written as a link that is read alike. */
#include "fuzz.h"

#include "office-invitation-link.h"
#include "office-problem.h"

#include <string.h>

static void
check (const OfficeInvitationLink *link)
{
  g_assert_true (link->host != NULL && *link->host != '\0' && g_utf8_validate (link->host, -1, NULL));
  g_assert_cmpuint (link->port, >, 0);
  g_assert_true (link->code == NULL || strlen (link->code) == 16);
  g_assert_true (link->fingerprint == NULL || strlen (link->fingerprint) == 64);
  g_assert_false (link->plain && link->fingerprint != NULL);
}

static void
assert_equal (const OfficeInvitationLink *a, const OfficeInvitationLink *b)
{
  g_assert_cmpstr (a->host, ==, b->host);
  g_assert_cmpuint (a->port, ==, b->port);
  g_assert_cmpstr (a->code, ==, b->code);
  g_assert_cmpstr (a->fingerprint, ==, b->fingerprint);
  g_assert_cmpint (a->plain, ==, b->plain);
}

/* Nothing in a host may become another part of the address that is connected to. */
static void
check_base (const OfficeInvitationLink *link)
{
  g_autofree char *base = office_invitation_link_get_base (link);
  g_autoptr (GUri) uri = g_uri_parse (base, G_URI_FLAGS_PARSE_RELAXED, NULL);

  if (uri == NULL)
    return;
  g_assert_cmpstr (g_uri_get_scheme (uri), ==, link->plain ? "http" : "https");
  g_assert_cmpint (g_uri_get_port (uri), ==, link->port);
  g_assert_cmpstr (g_uri_get_userinfo (uri), ==, NULL);
  g_assert_cmpstr (g_uri_get_path (uri), ==, "");
  g_assert_cmpstr (g_uri_get_query (uri), ==, NULL);
  g_assert_cmpstr (g_uri_get_fragment (uri), ==, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = fuzz_input (data, size);
  g_autofree char *text = fuzz_take_rest (&input);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeInvitationLink) link = office_invitation_link_parse (text, &error);
  g_autoptr (OfficeInvitationLink) copy = NULL;
  g_autoptr (OfficeInvitationLink) again = NULL;
  g_autofree char *written = NULL;

  if (link == NULL)
    {
      g_assert_true (error->domain == OFFICE_PROBLEM && office_problem_get_field (error) != NULL);
      return 0;
    }
  check (link);
  check_base (link);
  copy = office_invitation_link_copy (link);
  written = office_invitation_link_to_string (copy);
  again = office_invitation_link_parse (written, &error);
  g_assert_no_error (error);
  assert_equal (again, link);
  return 0;
}
