/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The body of an HTTP request, read as that of each request there is; and where there is a client, the same bytes as what
 * a host answers.
 */
#include "fuzz.h"

#include "kinds.h"
#include "office-json.h"
#include "office-problem.h"
#include "office-request-body.h"

#ifdef OFFICE_FUZZ_ANSWERS
#include "office-connector-private.h"
#endif

#include <string.h>

static void
check_refusal (const GError *error)
{
  g_assert_true (error->domain == OFFICE_PROBLEM && office_problem_get_field (error) != NULL);
}

static void
check_text (const char *text, glong low, glong high)
{
  glong length = g_utf8_strlen (text, -1);

  g_assert_true (g_utf8_validate (text, -1, NULL) && length >= low && length <= high);
}

static void
read_person (JsonObject *body)
{
  g_autofree char *name = NULL;
  g_autofree char *password = NULL;
  g_autofree char *device = NULL;
  g_autofree char *device_name = NULL;
  g_autoptr (GError) error = NULL;

  if (office_request_body_take_name (body, &name, &error))
    check_text (name, 1, 80);
  else
    check_refusal (error);
  g_clear_error (&error);
  if (office_request_body_take_password (body, &password, &error))
    check_text (password, 8, 200);
  else
    check_refusal (error);
  g_clear_error (&error);
  if (!office_request_body_take_device (body, &device, &device_name, &error))
    {
      check_refusal (error);
      return;
    }
  check_text (device, 36, 36);
  check_text (device_name, 0, 80);
}

static void
read_invitation (JsonObject *body)
{
  g_autofree char *code = NULL;
  g_autofree char *role = NULL;
  gint64 uses, hours;
  g_autoptr (GError) error = NULL;

  if (office_request_body_take_code (body, &code, &error))
    check_text (code, 16, 16);
  else
    check_refusal (error);
  g_clear_error (&error);
  if (office_request_body_take_invitation (body, &role, &uses, &hours, &error))
    g_assert_true (uses >= 1 && uses <= 1000 && hours >= 1 && hours <= 8760);
  else
    check_refusal (error);
}

#ifdef OFFICE_FUZZ_ANSWERS
static void
read_answer (const char *text, gsize length)
{
  g_autoptr (OfficeInvitationLink) where = office_invitation_link_new ("192.168.1.20", 8765, NULL, NULL, TRUE);
  g_autoptr (OfficeInvitationLink) link = NULL;
  g_autoptr (GError) problem = office_answer_get_problem ("application/problem+json", text, length);
  g_autoptr (JsonObject) answer = office_answer_parse (text, length, NULL);
  OfficeWelcomeCard *card;
  OfficeHealth *health;

  g_assert_true (problem->domain == OFFICE_PROBLEM && g_utf8_validate (problem->message, -1, NULL));
  if (answer == NULL)
    return;
  card = office_welcome_card_parse (answer, NULL);
  health = office_health_parse (answer, NULL);
  link = office_invitation_parse (answer, where, NULL, NULL);
  office_welcome_card_free (card);
  office_health_free (health);
}
#endif

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) body = office_json_parse ((const char *) data, size, OFFICE_LIMIT_CLIENT_FRAME, &error);

#ifdef OFFICE_FUZZ_ANSWERS
  read_answer ((const char *) data, size);
#endif
  if (body == NULL)
    {
      g_assert_true (error->domain == OFFICE_PROBLEM);
      return 0;
    }
  read_person (body);
  read_invitation (body);
  return 0;
}
