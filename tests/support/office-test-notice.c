/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-test-notice.h"

static void
take (OfficeTestNotice *self, const char *text, GVariant *undo)
{
  self->n++;
  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_pointer (&self->undo, g_variant_unref);
  self->undo = undo != NULL ? g_variant_ref (undo) : NULL;
}

static void
on_undoable (OfficeSession *session, const char *text, GVariant *undo, OfficeTestNotice *self)
{
  take (self, text, undo);
}

/* What can be undone has come as that already. */
static void
on_notice (OfficeSession *session, const char *text, GVariant *undo, OfficeTestNotice *self)
{
  self->n_said++;
  if (undo == NULL)
    take (self, text, NULL);
}

void
office_test_notice_watch (OfficeTestNotice *self, OfficeSession *session)
{
  *self = (OfficeTestNotice){ 0 };
  g_set_weak_pointer (&self->session, session);
  g_signal_connect (session, "undoable", G_CALLBACK (on_undoable), self);
  g_signal_connect (session, "notice", G_CALLBACK (on_notice), self);
}

void
office_test_notice_clear (OfficeTestNotice *self)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_weak_pointer (&self->session);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->undo, g_variant_unref);
}

void
office_test_notice_undo (OfficeTestNotice *self)
{
  g_autoptr (GVariant) undo = g_steal_pointer (&self->undo);

  g_assert_nonnull (undo);
  office_session_undo (self->session, undo);
}
