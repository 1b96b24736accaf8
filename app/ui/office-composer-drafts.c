/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-composer-private.h"

#include "office-text-markup.h"

/* What is being written is kept with every change: whatever happens to the program, it stands there again afterwards. */

/**
 * office_composer_dup_place:
 *
 * Returns: (transfer full): the place of the draft
 */
char *
office_composer_dup_place (OfficeComposer *self)
{
  if (self->thread_id != NULL)
    return g_strconcat ("thread:", self->thread_id, NULL);
  return self->task_id != NULL ? g_strconcat ("task:", self->task_id, NULL)
                               : g_strconcat ("room:", self->room_id, NULL);
}

static char *
dup_editing_place (OfficeComposer *self)
{
  g_autofree char *place = office_composer_dup_place (self);

  return g_strconcat ("editing:", place, NULL);
}

static char *
dup_edit_place (OfficeMessage *message)
{
  return g_strconcat ("edit:", office_message_get_id (message), NULL);
}

/* The message that was being edited here when this place was left. */
static OfficeMessage *
dup_edited (OfficeComposer *self)
{
  g_autofree char *editing = dup_editing_place (self);
  g_autofree char *id = office_session_dup_draft (self->session, editing);
  g_autoptr (OfficeMessage) message = id != NULL ? office_session_dup_message (self->session, id) : NULL;

  if (message == NULL || office_message_get_removed (message) || !office_message_is_mine (message))
    return NULL;
  return g_steal_pointer (&message);
}

/**
 * office_composer_dup_text:
 *
 * Returns: (transfer full): what is written
 */
char *
office_composer_dup_text (OfficeComposer *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

/**
 * office_composer_fill:
 * @text: (nullable): what is to stand there; the program's doing, so that it is no draft
 */
void
office_composer_fill (OfficeComposer *self, const char *text)
{
  GtkTextIter end;

  self->filling = TRUE;
  gtk_text_buffer_set_text (self->buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_place_cursor (self->buffer, &end);
  self->filling = FALSE;
}

/**
 * office_composer_save_draft:
 *
 * Keeps what is written, for the place or for the message that is being edited.
 */
void
office_composer_save_draft (OfficeComposer *self)
{
  g_autofree char *place = self->edited != NULL ? dup_edit_place (self->edited) : office_composer_dup_place (self);
  g_autofree char *text = office_composer_dup_text (self);

  office_session_set_draft (self->session, place, text);
}

/**
 * office_composer_end_draft:
 *
 * What was written was sent, or done: it is over, on this device and on the others.
 */
void
office_composer_end_draft (OfficeComposer *self)
{
  g_autofree char *place = office_composer_dup_place (self);

  office_composer_fill (self, NULL);
  office_composer_save_draft (self);
  office_session_push_draft (self->session, place);
}

/**
 * office_composer_load_draft:
 *
 * Brings what was being written in this place, also where that is another text for a message.
 */
void
office_composer_load_draft (OfficeComposer *self)
{
  g_autofree char *place = office_composer_dup_place (self);
  g_autofree char *draft = office_session_dup_draft (self->session, place);
  g_autoptr (OfficeMessage) edited = dup_edited (self);

  if (edited != NULL)
    office_composer_begin_edit (self, edited);
  else
    {
      office_composer_load_files (self);
      office_composer_load_quote (self);
      office_composer_fill (self, draft);
    }
  office_composer_update_offer (self);
  office_composer_update (self);
}

/**
 * office_composer_begin_edit:
 * @message: one of one's own
 *
 * Shows its text to be changed, or what was made of it before.
 */
void
office_composer_begin_edit (OfficeComposer *self, OfficeMessage *message)
{
  g_autofree char *editing = dup_editing_place (self);
  g_autofree char *place = dup_edit_place (message);
  g_autofree char *draft = office_session_dup_draft (self->session, place);
  g_autofree char *text = office_text_markup_dup_editable (office_message_get_text (message));

  office_session_set_draft (self->session, editing, office_message_get_id (message));
  g_set_object (&self->edited, message);
  office_composer_show_edit_bar (self, TRUE);
  office_composer_load_files (self);
  office_composer_load_quote (self);
  office_composer_update_offer (self);
  office_composer_fill (self, draft != NULL ? draft : text);
}

/**
 * office_composer_leave_edit:
 *
 * The place is left, and with it the message that is being edited there.
 */
void
office_composer_leave_edit (OfficeComposer *self)
{
  g_clear_object (&self->edited);
  office_composer_show_edit_bar (self, FALSE);
}

/**
 * office_composer_forget_edit:
 *
 * The message was saved, or its text is to stay as it was.
 */
void
office_composer_forget_edit (OfficeComposer *self)
{
  g_autofree char *editing = dup_editing_place (self);
  g_autofree char *place = dup_edit_place (self->edited);

  office_session_set_draft (self->session, editing, NULL);
  office_session_set_draft (self->session, place, NULL);
  office_composer_leave_edit (self);
}
