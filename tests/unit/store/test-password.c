/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-password.h"
#include "office-wait.h"

#include <string.h>

#define PASSWORD "correct horse battery"

typedef struct {
  GAsyncResult *result;
} Answer;

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->result = g_object_ref (result);
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = office_password_hash (PASSWORD, &error);
  g_autofree char *again = office_password_hash (PASSWORD, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (hash, "$y$"));
  g_assert_cmpstr (hash, !=, again);
  g_assert_null (strstr (hash, "horse"));
  g_assert_true (office_password_verify (PASSWORD, hash));
  g_assert_true (office_password_verify (PASSWORD, again));
  g_assert_false (office_password_verify ("correct horse batter", hash));
  g_assert_false (office_password_verify ("", hash));
}

static void
test_nobody (void)
{
  g_assert_false (office_password_verify (PASSWORD, NULL));
  g_assert_false (office_password_verify (PASSWORD, ""));
  g_assert_false (office_password_verify (PASSWORD, "*0"));
  g_assert_false (office_password_verify (PASSWORD, "$y$nonsense"));
}

/* A hash keeps its cost, so that what was made with another still opens. */
static void
test_cost (void)
{
  g_autofree char *cheap = office_password_hash (PASSWORD, NULL);
  g_autofree char *dear = NULL;

  office_password_set_cost (2);
  dear = office_password_hash (PASSWORD, NULL);
  office_password_set_cost (1);
  g_assert_cmpint (strncmp (cheap, dear, 6), !=, 0);
  g_assert_true (office_password_verify (PASSWORD, cheap));
  g_assert_true (office_password_verify (PASSWORD, dear));
}

static gboolean
verify_async (const char *password, const char *hash)
{
  g_autoptr (GError) error = NULL;
  Answer answer = { NULL };
  gboolean right;

  office_password_verify_async (password, hash, NULL, on_answer, &answer);
  OFFICE_WAIT_UNTIL (answer.result != NULL);
  right = office_password_verify_finish (answer.result, &error);
  g_assert_no_error (error);
  g_object_unref (answer.result);
  return right;
}

static void
test_async (void)
{
  g_autoptr (GError) error = NULL;
  Answer answer = { NULL };
  g_autofree char *hash = NULL;

  office_password_hash_async (PASSWORD, NULL, on_answer, &answer);
  OFFICE_WAIT_UNTIL (answer.result != NULL);
  hash = office_password_hash_finish (answer.result, &error);
  g_assert_no_error (error);
  g_object_unref (answer.result);
  g_assert_true (verify_async (PASSWORD, hash));
  g_assert_false (verify_async ("wrong", hash));
  g_assert_false (verify_async (PASSWORD, NULL));
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { NULL };

  g_cancellable_cancel (cancellable);
  office_password_hash_async (PASSWORD, cancellable, on_answer, &answer);
  OFFICE_WAIT_UNTIL (answer.result != NULL);
  g_assert_null (office_password_hash_finish (answer.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (answer.result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  office_password_set_cost (1);

  g_test_add_func ("/password/round-trip", test_round_trip);
  g_test_add_func ("/password/nobody", test_nobody);
  g_test_add_func ("/password/cost", test_cost);
  g_test_add_func ("/password/async", test_async);
  g_test_add_func ("/password/cancelled", test_cancelled);
  return g_test_run ();
}
