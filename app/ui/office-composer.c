/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-composer-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kinds.h"
#include "office-command.h"
#include "office-completion-popover.h"
#include "office-seen.h"
#include "office-text-markup.h"

#define NARROW 380 /* pixels: less has no room for the room's name */

G_DEFINE_FINAL_TYPE (OfficeComposer, office_composer, GTK_TYPE_WIDGET)

enum { EDIT_LAST, SENT, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
update_placeholder (OfficeComposer *self)
{
  const char *name = self->room != NULL ? office_room_get_name (self->room) : NULL;
  g_autofree char *text = NULL;

  if (self->thread_id != NULL)
    text = g_strdup (_ ("Reply in thread"));
  else if (self->task_id != NULL)
    text = g_strdup (_ ("Write about this task"));
  else if (self->narrow || name == NULL)
    text = g_strdup (_ ("Message"));
  else
    /* Translators: %s is the room's or the person's name. */
    text = g_strdup_printf (_ ("Message %s"), name);
  gtk_label_set_label (GTK_LABEL (self->placeholder), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, text, -1);
}

void
office_composer_update (OfficeComposer *self)
{
  const gboolean attaching = office_composer_is_attaching (self);

  self->hurried = self->hurried && attaching;
  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (self->buffer) == 0);
  gtk_widget_set_sensitive (self->send, office_composer_can_send (self));
  gtk_widget_set_tooltip_text (self->send, attaching ? _ ("It can be sent when its files are copied") : _ ("Send"));
  gtk_widget_set_sensitive (self->later, office_composer_can_send_later (self));
  office_composer_update_notice (self);
}

/**
 * office_composer_cancel_edit: (skip)
 * @self: a composer
 *
 * The message stays as it was, and the draft comes back.
 */
void
office_composer_cancel_edit (OfficeComposer *self)
{
  if (self->edited == NULL)
    return;
  office_composer_forget_edit (self);
  office_composer_load_draft (self);
}

static void
save_edit (OfficeComposer *self, const char *text)
{
  g_autofree char *before = office_text_markup_dup_editable (office_message_get_text (self->edited));
  g_autoptr (GError) error = NULL;

  if (office_message_get_removed (self->edited))
    {
      office_composer_set_refusal (
          self, _ ("This message was deleted meanwhile. Escape goes back to what you were writing."));
      return;
    }
  if (g_strcmp0 (before, text) != 0
      && !office_session_edit_message (self->session, office_message_get_id (self->edited), text, &error))
    {
      office_composer_set_refusal (self, error->message);
      return;
    }
  office_composer_cancel_edit (self);
}

/* Sent as a message it would tell everybody what was meant for one, or for the program. */
static gboolean
refuse_files_with_command (OfficeComposer *self, const char *text)
{
  if (self->edited != NULL || self->files->len == 0 || !office_command_begins (text))
    return FALSE;
  office_composer_set_refusal (self, _ ("Files do not go with a command. Write // to begin a message with a slash."));
  return TRUE;
}

/* What it was written for may be left by doing it: the words go first, and come back where it is refused. */
static void
run_command (OfficeComposer *self, const char *text)
{
  const OfficeCommandPlace place = { self->session, self->room_id, self->task_id, self->thread_id, GTK_WIDGET (self) };
  g_autoptr (OfficeSession) session = g_object_ref (self->session);
  g_autofree char *room = g_strdup (self->room_id);
  g_autofree char *task = g_strdup (self->task_id);
  g_autofree char *thread = g_strdup (self->thread_id);
  g_autoptr (GError) error = NULL;

  office_composer_end_draft (self);
  if (office_command_run (text, &place, &error))
    return;
  office_composer_set_place (self, session, room, task, thread);
  office_composer_fill (self, text);
  office_composer_save_draft (self);
  office_composer_set_refusal (self, error->message);
}

static void
buffer_changed (OfficeComposer *self)
{
  office_composer_set_refusal (self, NULL);
  office_composer_set_hurried (self, FALSE);
  office_composer_update (self);
  office_completion_popover_update (OFFICE_COMPLETION_POPOVER (self->completion));
  if (self->filling || self->session == NULL)
    return;
  office_composer_save_draft (self);
  if (self->edited == NULL && gtk_text_buffer_get_char_count (self->buffer) > 0)
    office_session_typing_in (self->session, self->room_id, self->thread_id, self->task_id);
}

static void
cursor_moved (OfficeComposer *self)
{
  office_completion_popover_update (OFFICE_COMPLETION_POPOVER (self->completion));
}

static gboolean
close_emoji (gpointer data)
{
  OfficeComposer *self = data;

  self->closing = 0;
  if (self->session != NULL)
    office_composer_close_emoji (self);
  return G_SOURCE_REMOVE;
}

/* NULL: there is nothing to be taken out. */
static char *
dup_without_controls (const char *text, int length)
{
  g_autoptr (GString) kept = g_string_sized_new (length);

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iscntrl (c) || c == '\n' || c == '\t')
        g_string_append_unichar (kept, c);
      else if (c == '\r' && (p + 1 == text + length || p[1] != '\n'))
        g_string_append_c (kept, '\n');
    }
  if (kept->len == (gsize) length && memcmp (kept->str, text, length) == 0)
    return NULL;
  return g_string_free (g_steal_pointer (&kept), FALSE);
}

/* What is copied from a terminal may hold characters that show nothing, that no message may hold, and that nobody could find. */
static void
drop_controls (GtkTextBuffer *buffer, GtkTextIter *at, const char *text, int length)
{
  g_autofree char *kept = dup_without_controls (text, length);

  if (kept == NULL)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_text_buffer_insert (buffer, at, kept, -1);
}

/*
 * A colon may end the name of an emoji. Only where a key or an input method typed it: what is pasted, and what undo brings
 * back, stays as it is. It is a step of its own for undo, and so comes after the one that is being made; before the next key.
 */
static void
text_inserted (GtkTextBuffer *buffer, GtkTextIter *at, const char *text, int length, OfficeComposer *self)
{
  if (!self->filling && length == 1 && *text == ':' && self->closing == 0)
    self->closing = g_idle_add_full (G_PRIORITY_HIGH, close_emoji, self, NULL);
}

static void
emoji_picked (OfficeComposer *self, const char *text)
{
  gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (self->buffer, text, -1);
  gtk_widget_grab_focus (self->view);
}

static void
forget_place (OfficeComposer *self)
{
  if (self->room != NULL)
    g_signal_handlers_disconnect_by_data (self->room, self);
  g_clear_object (&self->room);
  g_clear_object (&self->session);
  g_clear_pointer (&self->room_id, g_free);
  g_clear_pointer (&self->task_id, g_free);
  g_clear_pointer (&self->thread_id, g_free);
}

static void
follow_place (OfficeComposer *self)
{
  office_composer_reset_completion (self);
  office_composer_follow_schedule (self);
  office_composer_follow_drafts (self);
}

static void
list_commands (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeComposer *self = OFFICE_COMPOSER (widget);

  gtk_widget_grab_focus (self->view);
  gtk_text_buffer_set_text (self->buffer, "/", -1);
}

static void
office_composer_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (OFFICE_COMPOSER (widget)->box, orientation, for_size, minimum, natural, NULL, NULL);
}

/* A label must not be set while its place is being given out. */
static gboolean
follow_width (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  OfficeComposer *self = OFFICE_COMPOSER (widget);

  self->narrowing = 0;
  self->narrow = gtk_widget_get_width (widget) < NARROW;
  gtk_widget_set_visible (self->format, !self->narrow);
  update_placeholder (self);
  return G_SOURCE_REMOVE;
}

static void
office_composer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OfficeComposer *self = OFFICE_COMPOSER (widget);

  gtk_widget_allocate (self->box, width, height, -1, NULL);
  gtk_popover_present (GTK_POPOVER (self->completion));
  if (self->narrow != (width < NARROW) && self->narrowing == 0)
    self->narrowing = gtk_widget_add_tick_callback (widget, follow_width, NULL, NULL);
}

static GtkSizeRequestMode
office_composer_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
office_composer_dispose (GObject *object)
{
  OfficeComposer *self = OFFICE_COMPOSER (object);

  g_clear_handle_id (&self->closing, g_source_remove);
  g_clear_object (&self->edited);
  if (self->buffer != NULL)
    office_composer_leave_drafts (self);
  if (self->schedule != NULL)
    g_signal_handlers_disconnect_by_data (self->schedule, self);
  g_clear_object (&self->schedule);
  forget_place (self);
  g_ptr_array_set_size (self->files, 0); /* what is still being copied goes to its draft */
  if (self->buffer != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  self->buffer = NULL;
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->completion, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (office_composer_parent_class)->dispose (object);
}

static void
office_composer_finalize (GObject *object)
{
  g_ptr_array_unref (OFFICE_COMPOSER (object)->files);
  g_object_unref (OFFICE_COMPOSER (object)->attaching);
  g_free (OFFICE_COMPOSER (object)->refusal);
  g_free (OFFICE_COMPOSER (object)->quote_id);

  G_OBJECT_CLASS (office_composer_parent_class)->finalize (object);
}

static void
office_composer_class_init (OfficeComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = office_composer_dispose;
  object_class->finalize = office_composer_finalize;
  widget_class->measure = office_composer_measure;
  widget_class->size_allocate = office_composer_size_allocate;
  widget_class->get_request_mode = office_composer_get_request_mode;

  signals[EDIT_LAST] = g_signal_new ("edit-last", OFFICE_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
  signals[SENT] = g_signal_new ("sent", OFFICE_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "composer.list-commands", NULL, list_commands);
  office_composer_install_files (widget_class);
  office_composer_install_formats (widget_class);
  office_composer_install_later (widget_class);
}

/* The chooser is some two thousand labels and the pictures of as many emoji: more than all the rest of the window. */
static void
ensure_chooser (GtkMenuButton *button, gpointer data)
{
  GtkWidget *chooser;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  chooser = gtk_emoji_chooser_new ();
  g_signal_connect_swapped (chooser, "emoji-picked", G_CALLBACK (emoji_picked), data);
  gtk_menu_button_set_popover (button, chooser);
}

static void
office_composer_init (OfficeComposer *self)
{
  office_composer_build (self);
  office_composer_connect_keys (self);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (buffer_changed), self);
  g_signal_connect (self->buffer, "insert-text", G_CALLBACK (drop_controls), NULL);
  g_signal_connect (self->buffer, "insert-text", G_CALLBACK (text_inserted), self);
  g_signal_connect_swapped (self->buffer, "notify::cursor-position", G_CALLBACK (cursor_moved), self);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->emoji), ensure_chooser, self, NULL);
  g_signal_connect_swapped (self->send, "clicked", G_CALLBACK (office_composer_send), self);
  office_composer_update (self);
  update_placeholder (self);
}

/**
 * office_composer_new:
 *
 * Returns: (transfer floating): a composer without a place
 */
GtkWidget *
office_composer_new (void)
{
  return g_object_new (OFFICE_TYPE_COMPOSER, NULL);
}

/**
 * office_composer_set_place:
 * @session: (nullable): where it is sent to
 * @room: (nullable): the room's id
 * @task: (nullable): the task's id, for its discussion
 * @thread: (nullable): a message's id, for its thread
 *
 * What was typed is the draft of the place that is left; brings the draft of the new one, or the message that was being
 * edited there.
 */
void
office_composer_set_place (OfficeComposer *self, OfficeSession *session, const char *room, const char *task,
                           const char *thread)
{
  g_return_if_fail (OFFICE_IS_COMPOSER (self));
  g_return_if_fail ((session != NULL) == (room != NULL));

  if (session == self->session && g_strcmp0 (room, self->room_id) == 0 && g_strcmp0 (task, self->task_id) == 0
      && g_strcmp0 (thread, self->thread_id) == 0)
    return;
  office_composer_leave_edit (self);
  office_composer_leave_drafts (self);
  forget_place (self);
  if (session == NULL)
    {
      office_composer_load_files (self);
      office_composer_load_quote (self);
      office_composer_fill (self, NULL);
      follow_place (self);
      return;
    }
  self->session = g_object_ref (session);
  self->room_id = g_strdup (room);
  self->task_id = g_strdup (task);
  self->thread_id = g_strdup (thread);
  g_set_object (&self->room, office_session_find_room (session, room));
  if (self->room != NULL)
    g_signal_connect_swapped (self->room, "notify::name", G_CALLBACK (update_placeholder), self);
  office_composer_load_draft (self);
  follow_place (self);
  update_placeholder (self);
}

/**
 * office_composer_edit:
 * @message: one of one's own
 *
 * Takes @message's text to be changed, or what was being made of it; the draft comes back afterwards.
 */
void
office_composer_edit (OfficeComposer *self, OfficeMessage *message)
{
  g_return_if_fail (OFFICE_IS_COMPOSER (self));
  g_return_if_fail (OFFICE_IS_MESSAGE (message));
  g_return_if_fail (self->session != NULL);

  office_composer_begin_edit (self, message);
  office_composer_focus (self);
}

/**
 * office_composer_focus:
 */
void
office_composer_focus (OfficeComposer *self)
{
  g_return_if_fail (OFFICE_IS_COMPOSER (self));

  gtk_widget_grab_focus (self->view);
}

/**
 * office_composer_get_buffer:
 *
 * Returns: (transfer none): what is being written
 */
GtkTextBuffer *
office_composer_get_buffer (OfficeComposer *self)
{
  g_return_val_if_fail (OFFICE_IS_COMPOSER (self), NULL);

  return self->buffer;
}

/**
 * office_composer_can_send:
 *
 * Returns: whether there is something to send, and not too much of it
 */
gboolean
office_composer_can_send (OfficeComposer *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (OFFICE_IS_COMPOSER (self), FALSE);

  if (self->session == NULL || gtk_text_buffer_get_char_count (self->buffer) > OFFICE_LIMIT_TEXT)
    return FALSE;
  if (office_composer_is_attaching (self))
    return FALSE;
  text = office_composer_dup_text (self);
  return !office_text_is_blank (text) || (self->edited == NULL && self->files->len > 0);
}

static gboolean
send (OfficeComposer *self, const char *text, GError **error)
{
  const OfficeOutgoing outgoing = { .room = self->room_id,
                                    .task = self->task_id,
                                    .thread = self->thread_id,
                                    .text = text,
                                    .files = self->files,
                                    .quote = self->quote_id };

  return office_session_send_message (self->session, &outgoing, NULL, error);
}

/**
 * office_composer_send:
 *
 * Sends what is written, or saves it where a message is edited. Does nothing where there is nothing to send; what the
 * office refuses stays where it is.
 */
void
office_composer_send (OfficeComposer *self)
{
  g_autofree char *text = NULL;
  g_autofree char *literal = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (OFFICE_IS_COMPOSER (self));

  text = office_composer_dup_text (self);
  g_strstrip (text);
  if (refuse_files_with_command (self, text))
    return;
  if (!office_composer_can_send (self))
    {
      office_composer_set_hurried (self, office_composer_is_attaching (self));
      return;
    }
  if (self->edited != NULL)
    {
      save_edit (self, text);
      return;
    }
  if (office_command_begins (text))
    {
      run_command (self, text);
      return;
    }
  literal = office_command_dup_literal (text);
  if (!send (self, literal, &error))
    {
      office_composer_set_refusal (self, error->message);
      return;
    }
  office_composer_sent_files (self);
  office_composer_set_quote (self, NULL);
  office_composer_end_draft (self);
  g_signal_emit (self, signals[SENT], 0);
}
