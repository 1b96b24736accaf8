/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-composer-private.h"

#include <glib/gi18n-lib.h>

#include "office-command.h"
#include "office-scheduled-list.h"
#include "office-when-dialog.h"
#include "office-when.h"

/* Sending later: the menu beside the button that sends, and the strip that tells what of this place waits to be sent. */

/* What is offered; the target is what office_when_parse() reads, and the label says it in the person's language. */
static const struct {
  const char *label;
  const char *words;
} times[] = {
  { N_ ("In an _Hour"), "in an hour" },
  { N_ ("_Tomorrow, 9:00"), "tomorrow 9:00" },
  { N_ ("_Monday, 9:00"), "next monday 9:00" },
};

static void
send_at (OfficeComposer *self, gint64 when)
{
  g_autofree char *typed = g_strstrip (office_composer_dup_text (self));
  g_autofree char *text = office_command_dup_literal (typed);
  const OfficeOutgoing outgoing = { .room = self->room_id,
                                    .task = self->task_id,
                                    .thread = self->thread_id,
                                    .quote = self->quote_id,
                                    .text = text,
                                    .files = self->files };
  g_autoptr (GError) error = NULL;

  if (!office_composer_can_send_later (self))
    return;
  if (office_command_begins (typed))
    {
      office_composer_set_refusal (self, _ ("A command is not sent later. Write // to begin a message with a slash."));
      return;
    }
  if (!office_session_schedule_message (self->session, &outgoing, when, NULL, &error))
    {
      office_composer_set_refusal (self, error->message);
      return;
    }
  office_composer_sent_files (self);
  office_composer_set_quote (self, NULL);
  office_composer_end_draft (self);
}

static void
send_later (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeComposer *self = OFFICE_COMPOSER (widget);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GError) error = NULL;
  gint64 when;

  if (self->session == NULL)
    return;
  if (office_when_parse (g_variant_get_string (target, NULL), office_session_get_now (self->session), zone, &when,
                         &error))
    send_at (self, when);
  else
    office_composer_set_refusal (self, error->message);
}

/* It is meant for where it was written: who has gone on to another place meanwhile has left it as a draft. */
static void
on_chosen (OfficeComposer *self, gint64 when, const char *text, OfficeWhenDialog *dialog)
{
  g_autofree char *place = self->session != NULL ? office_composer_dup_place (self) : NULL;

  if (g_strcmp0 (place, g_object_get_data (G_OBJECT (dialog), "place")) == 0)
    send_at (self, when);
}

static void
choose_later (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeComposer *self = OFFICE_COMPOSER (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog;

  if (!office_composer_can_send_later (self))
    return;
  dialog = office_when_dialog_new (self->session, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  g_object_set_data_full (G_OBJECT (dialog), "place", office_composer_dup_place (self), g_free);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_menu (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeComposer *self = OFFICE_COMPOSER (widget);

  if (gtk_widget_is_sensitive (self->later))
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->later));
}

/* On a Sunday, Monday is tomorrow, which is enough. */
static void
append_times (GMenu *menu, gint64 now)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gint64 before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (times[i].label), NULL);
      gint64 when;

      if (!office_when_parse (times[i].words, now, zone, &when, NULL) || when == before)
        continue;
      before = when;
      g_menu_item_set_action_and_target (item, "composer.send-later", "s", times[i].words);
      g_menu_append_item (menu, item);
    }
}

static GMenuModel *
make_menu (gint64 now)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) offered = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();

  append_times (offered, now);
  g_menu_append (offered, _ ("_Choose Date and Time…"), "composer.choose-later");
  g_menu_append (others, _ ("_What Is Sent Later"), "win.show-scheduled");
  g_menu_append_section (menu, _ ("Send Later"), G_MENU_MODEL (offered));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  return G_MENU_MODEL (menu);
}

/* Each time it is opened: what is offered depends on the day. */
static void
fill_menu (GtkMenuButton *button, gpointer data)
{
  OfficeComposer *self = data;
  g_autoptr (GMenuModel) menu = self->session != NULL ? make_menu (office_session_get_now (self->session)) : NULL;

  gtk_menu_button_set_menu_model (button, menu);
  if (menu != NULL)
    gtk_widget_set_halign (GTK_WIDGET (gtk_menu_button_get_popover (button)), GTK_ALIGN_END);
}

/* ---- what waits ---- */

static gboolean
is_of_place (OfficeComposer *self, OfficeScheduled *scheduled)
{
  return g_strcmp0 (office_scheduled_get_room_id (scheduled), self->room_id) == 0
         && g_strcmp0 (office_scheduled_get_thread_id (scheduled), self->thread_id) == 0
         && (self->thread_id != NULL || g_strcmp0 (office_scheduled_get_task_id (scheduled), self->task_id) == 0);
}

static void
build_waiting (OfficeComposer *self)
{
  self->waiting = gtk_button_new_with_label ("");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->waiting), "win.show-scheduled");
  gtk_widget_set_halign (self->waiting, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->waiting, "flat");
  gtk_widget_add_css_class (self->waiting, "composer-strip");
  office_composer_add_line (self, self->waiting);
}

static void
update_waiting (OfficeComposer *self)
{
  const guint n_items = self->schedule != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->schedule)) : 0;
  g_autofree char *text = NULL;
  gboolean failed = FALSE;
  guint n = 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (OfficeScheduled) scheduled = g_list_model_get_item (G_LIST_MODEL (self->schedule), i);

      n += is_of_place (self, scheduled) ? 1 : 0;
      failed = failed || (is_of_place (self, scheduled) && office_scheduled_get_problem (scheduled) != NULL);
    }
  if (n > 0 && self->waiting == NULL)
    build_waiting (self);
  if (self->waiting == NULL)
    return;
  gtk_widget_set_visible (self->waiting, n > 0);
  text = failed ? g_strdup (_ ("A message could not be sent when it was time"))
                : g_strdup_printf (ngettext ("%u message is sent later", "%u messages are sent later", n), n);
  gtk_button_set_label (GTK_BUTTON (self->waiting), text);
}

/**
 * office_composer_follow_schedule: (skip)
 * @self: a composer that has another place, or none
 */
void
office_composer_follow_schedule (OfficeComposer *self)
{
  if (self->schedule != NULL)
    g_signal_handlers_disconnect_by_data (self->schedule, self);
  g_clear_object (&self->schedule);
  if (self->session != NULL)
    {
      self->schedule = G_LIST_MODEL (office_scheduled_list_new (self->session));
      g_signal_connect_swapped (self->schedule, "items-changed", G_CALLBACK (update_waiting), self);
    }
  update_waiting (self);
}

/**
 * office_composer_can_send_later: (skip)
 * @self: a composer
 *
 * Returns: whether what is written can be handed to the host
 */
gboolean
office_composer_can_send_later (OfficeComposer *self)
{
  return office_composer_can_send (self) && self->edited == NULL;
}

/**
 * office_composer_install_later: (skip)
 * @widget_class: the composer's
 */
void
office_composer_install_later (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "composer.send-later", "s", send_later);
  gtk_widget_class_install_action (widget_class, "composer.choose-later", NULL, choose_later);
  gtk_widget_class_install_action (widget_class, "composer.show-later", NULL, show_menu);
}

/**
 * office_composer_build_later: (skip)
 * @self: a composer
 * @field: where the button goes, at its end
 */
void
office_composer_build_later (OfficeComposer *self, GtkWidget *field)
{
  self->later = gtk_menu_button_new ();
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->later), GTK_ARROW_UP);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->later), fill_menu, self, NULL);
  gtk_widget_add_css_class (self->later, "flat");
  gtk_widget_add_css_class (self->later, "later");
  gtk_widget_set_valign (self->later, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (self->later, _ ("Send Later"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->later), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Send Later"), -1);
  gtk_box_append (GTK_BOX (field), self->later);
}
