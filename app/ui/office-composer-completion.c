/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-composer-private.h"

#include <glib/gi18n-lib.h>

#include "office-command.h"
#include "office-completion-popover.h"
#include "office-emoji.h"

#define LONGEST_NAME 40 /* characters of an emoji's short name */

static GPtrArray *
gather_people (gpointer data)
{
  OfficeComposer *self = data;

  return office_session_offer_people (self->session, self->room_id);
}

static GPtrArray *
gather_tasks (gpointer data)
{
  OfficeComposer *self = data;

  return office_session_offer_tasks (self->session, self->room_id);
}

/* "#DES-": the tasks of another room, which would be too many to be read with each "#". */
static char *
dup_key_called (gpointer data, const char *typed)
{
  return office_session_dup_key_called (((OfficeComposer *) data)->session, typed);
}

static void
gather_tasks_by_number (gpointer data, const char *key, GPtrArray *offers)
{
  OfficeComposer *self = data;

  office_session_offer_tasks_by_number (self->session, self->room_id, key, offers);
}

static GPtrArray *
gather_emoji (gpointer data)
{
  return g_ptr_array_ref (office_emoji_get_offers ());
}

static GPtrArray *
gather_commands (gpointer data)
{
  OfficeComposer *self = data;

  /* A message that is edited stays a message. */
  return self->edited == NULL ? office_command_list_offers ()
                              : g_ptr_array_new_with_free_func ((GDestroyNotify) office_offer_free);
}

static const OfficeCompletionSource sources[] = {
  { .mark = '@', .phrase = TRUE, .most = 8, .title = N_ ("People"), .gather = gather_people },
  { .mark = '#',
    .phrase = TRUE,
    .most = 8,
    .title = N_ ("Tasks"),
    .gather = gather_tasks,
    .dup_more = dup_key_called,
    .gather_more = gather_tasks_by_number },
  { .mark = ':', .least = 2, .most = 8, .title = N_ ("Emoji"), .gather = gather_emoji },
  { .mark = '/', .at_start = TRUE, .most = 40, .title = N_ ("Commands"), .gather = gather_commands },
};

/* From the colon that begins a short name to behind the one that ends it, before the cursor. */
static char *
dup_closed_name (OfficeComposer *self, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextIter inside;

  gtk_text_buffer_get_iter_at_mark (self->buffer, end, gtk_text_buffer_get_insert (self->buffer));
  inside = *end;
  if (!gtk_text_iter_backward_char (&inside) || gtk_text_iter_get_char (&inside) != ':')
    return NULL;
  *start = inside;
  for (guint i = 0; i < LONGEST_NAME && gtk_text_iter_backward_char (start); i++)
    {
      const gunichar c = gtk_text_iter_get_char (start);
      GtkTextIter before = *start;

      if (c != ':' && !g_unichar_isalnum (c) && c != '_' && c != '+' && c != '-')
        return NULL;
      if (c != ':')
        continue;
      if (gtk_text_iter_backward_char (&before) && g_unichar_isalnum (gtk_text_iter_get_char (&before)))
        return NULL;
      gtk_text_iter_forward_char (start);
      {
        char *name = gtk_text_iter_get_slice (start, &inside);

        gtk_text_iter_backward_char (start);
        return name;
      }
    }
  return NULL;
}

/**
 * office_composer_close_emoji: (skip)
 * @self: a composer into which a character was typed
 *
 * Puts the emoji where its whole short name stands between colons. The key that takes back brings the name again.
 */
void
office_composer_close_emoji (OfficeComposer *self)
{
  GtkTextIter start, end;
  g_autofree char *name = dup_closed_name (self, &start, &end);
  const char *emoji = name != NULL ? office_emoji_find (name) : NULL;

  if (emoji == NULL)
    return;
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, emoji, -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

/**
 * office_composer_build_completion: (skip)
 * @self: a composer whose text view is made
 */
void
office_composer_build_completion (OfficeComposer *self)
{
  self->completion = office_completion_popover_new (GTK_TEXT_VIEW (self->view));
  gtk_widget_set_parent (self->completion, GTK_WIDGET (self));
}

/**
 * office_composer_reset_completion: (skip)
 * @self: a composer that has another place, or none
 */
void
office_composer_reset_completion (OfficeComposer *self)
{
  office_completion_popover_set_sources (OFFICE_COMPLETION_POPOVER (self->completion), sources,
                                         self->session != NULL ? G_N_ELEMENTS (sources) : 0, self);
}
