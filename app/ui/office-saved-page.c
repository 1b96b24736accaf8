/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-saved-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "office-message-card.h"
#include "office-text-markup.h"
#include "office-when-dialog.h"
#include "office-when.h"

#define WIDEST 760

struct _OfficeSavedPage {
  GtkWidget parent_instance;

  OfficeSession *session;
  GtkWidget *stack;
  GtkWidget *reminders_part;
  GtkWidget *reminders;
  GtkWidget *saved_part;
  GtkWidget *saved;
};

G_DEFINE_FINAL_TYPE (OfficeSavedPage, office_saved_page, GTK_TYPE_WIDGET)

static void
say (OfficeSavedPage *self, GError *error)
{
  if (error != NULL)
    g_signal_emit_by_name (self->session, "notice", error->message, NULL);
}

static void
update (OfficeSavedPage *self)
{
  const guint n_reminders = g_list_model_get_n_items (office_session_get_reminders (self->session));
  const guint n_saved = g_list_model_get_n_items (office_session_get_saved (self->session));

  gtk_widget_set_visible (self->reminders_part, n_reminders > 0);
  gtk_widget_set_visible (self->saved_part, n_saved > 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n_reminders + n_saved > 0 ? "lists" : "nothing");
}

/* ---- saved messages ---- */

static void
done (GtkWidget *button, OfficeSavedPage *self)
{
  OfficeMessageCard *card = OFFICE_MESSAGE_CARD (gtk_widget_get_ancestor (button, OFFICE_TYPE_MESSAGE_CARD));
  g_autoptr (GError) error = NULL;

  office_session_save_message (self->session, office_message_get_id (office_message_card_get_message (card)), FALSE,
                               &error);
  say (self, error);
}

static void
open_saved (OfficeSavedPage *self, GtkListBoxRow *row)
{
  office_message_card_open (OFFICE_MESSAGE_CARD (row));
}

static GtkWidget *
create_saved (gpointer item, gpointer data)
{
  OfficeSavedPage *self = data;
  GtkWidget *card = office_message_card_new (self->session, item, TRUE);
  GtkWidget *button = office_message_card_add_button (OFFICE_MESSAGE_CARD (card), "object-select-symbolic",
                                                      _ ("Done: Do Not Save Any More"));

  g_signal_connect (button, "clicked", G_CALLBACK (done), self);
  return card;
}

/* ---- reminders ---- */

static OfficeReminder *
get_reminder (GtkWidget *inside)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_ancestor (inside, GTK_TYPE_LIST_BOX_ROW)), "reminder");
}

static void
on_time_chosen (GtkWidget *dialog, gint64 when, const char *text, OfficeSavedPage *self)
{
  g_autoptr (GError) error = NULL;

  office_session_change_reminder (self->session, g_object_get_data (G_OBJECT (dialog), "reminder"), when, &error);
  say (self, error);
}

static void
change_reminder (GtkWidget *button, OfficeSavedPage *self)
{
  GtkWidget *dialog = office_when_dialog_new (self->session, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));

  office_when_dialog_ask_reminder (OFFICE_WHEN_DIALOG (dialog));
  g_object_set_data_full (G_OBJECT (dialog), "reminder", g_strdup (office_reminder_get_id (get_reminder (button))),
                          g_free);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_time_chosen), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
remove_reminder (GtkWidget *button, OfficeSavedPage *self)
{
  g_autoptr (GError) error = NULL;

  office_session_remove_reminder (self->session, office_reminder_get_id (get_reminder (button)), &error);
  say (self, error);
}

static GtkWidget *
new_button (const char *icon, const char *name, GCallback clicked, OfficeSavedPage *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", clicked, self);
  return button;
}

/* Where one goes to what it is about. */
static void
set_target (GtkWidget *row, OfficeReminder *reminder)
{
  const char *message = office_reminder_get_message_id (reminder);
  const char *task = office_reminder_get_task_id (reminder);
  const char *room = office_reminder_get_room_id (reminder);
  const char *target = message != NULL ? message : task != NULL ? task : room;

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), target != NULL);
  if (target == NULL)
    return;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), message != NULL ? "win.open-message"
                                                        : task != NULL  ? "win.open-task"
                                                                        : "win.open-room");
}

static void
update_reminder (GtkWidget *row)
{
  OfficeSession *session = g_object_get_data (G_OBJECT (row), "session");
  OfficeReminder *reminder = g_object_get_data (G_OBJECT (row), "reminder");
  g_autofree char *typed = office_session_dup_reminder_words (session, reminder);
  g_autofree char *words = office_text_markup_dup_plain (typed);
  g_autofree char *title = g_markup_escape_text (g_strdelimit (words, "\n\t", ' '), -1);
  g_autofree char *when = office_when_to_text (office_reminder_get_remind_at (reminder),
                                               office_session_get_now (session));
  g_autofree char *subtitle = office_reminder_get_rang_at (reminder) > 0
                                  /* Translators: a reminder that rang; %s is when. */
                                  ? g_strdup_printf (_ ("Was due: %s"), when)
                                  : g_strdup (when);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static GtkWidget *
create_reminder (gpointer item, gpointer data)
{
  OfficeSavedPage *self = data;
  GtkWidget *row = adw_action_row_new ();

  g_object_set_data_full (G_OBJECT (row), "session", g_object_ref (self->session), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), "reminder", g_object_ref (item), g_object_unref);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("office-bell-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_button ("office-clock-symbolic", _ ("Another Time"),
                                                               G_CALLBACK (change_reminder), self));
  adw_action_row_add_suffix (
      ADW_ACTION_ROW (row),
      new_button ("object-select-symbolic", _ ("Done: Remove the Reminder"), G_CALLBACK (remove_reminder), self));
  set_target (row, item);
  g_signal_connect_object (item, "notify", G_CALLBACK (update_reminder), row, G_CONNECT_SWAPPED);
  update_reminder (row);
  return row;
}

/* ---- the page ---- */

static void
office_saved_page_dispose (GObject *object)
{
  OfficeSavedPage *self = OFFICE_SAVED_PAGE (object);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (office_session_get_reminders (self->session), self);
      g_signal_handlers_disconnect_by_data (office_session_get_saved (self->session), self);
      gtk_list_box_bind_model (GTK_LIST_BOX (self->reminders), NULL, NULL, NULL, NULL);
      gtk_list_box_bind_model (GTK_LIST_BOX (self->saved), NULL, NULL, NULL, NULL);
    }
  g_clear_object (&self->session);
  g_clear_pointer (&self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (office_saved_page_parent_class)->dispose (object);
}

static void
office_saved_page_class_init (OfficeSavedPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_saved_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
new_part (const char *title, const char *css_class, GtkWidget **list)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "group-title");
  gtk_widget_set_margin_start (label, 12);
  *list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (*list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (*list, css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (*list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (part), label);
  gtk_box_append (GTK_BOX (part), *list);
  return part;
}

static GtkWidget *
build_lists (OfficeSavedPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->reminders_part = new_part (_ ("Reminders"), "cards", &self->reminders);
  self->saved_part = new_part (_ ("Saved for Later"), "cards", &self->saved);
  gtk_box_append (GTK_BOX (box), self->reminders_part);
  gtk_box_append (GTK_BOX (box), self->saved_part);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 24);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

static GtkWidget *
build_nothing (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "user-bookmarks-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Nothing Saved"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      _ ("Save a message for later, or have yourself reminded of it, from its menu. Only you see that."));
  return page;
}

static void
office_saved_page_init (OfficeSavedPage *self)
{
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), build_lists (self), "lists");
  gtk_stack_add_named (GTK_STACK (self->stack), build_nothing (), "nothing");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

/**
 * office_saved_page_new:
 * @session: the office
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
office_saved_page_new (OfficeSession *session)
{
  OfficeSavedPage *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_SAVED_PAGE, NULL);
  self->session = g_object_ref (session);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->reminders), office_session_get_reminders (session), create_reminder,
                           self, NULL);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->saved), office_session_get_saved (session), create_saved, self, NULL);
  g_signal_connect_swapped (self->saved, "row-activated", G_CALLBACK (open_saved), self);
  g_signal_connect_swapped (office_session_get_reminders (session), "items-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (office_session_get_saved (session), "items-changed", G_CALLBACK (update), self);
  update (self);
  return GTK_WIDGET (self);
}
