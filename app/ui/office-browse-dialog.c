/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-browse-dialog.h"

#include <glib/gi18n.h>

#include "office-room-catalogue.h"

struct _OfficeBrowseDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  OfficeRoomCatalogue *catalogue;

  GtkWidget *search_entry;
  GtkStack *pages;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (OfficeBrowseDialog, office_browse_dialog, ADW_TYPE_WINDOW)

static OfficeRoom *
get_room (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "room");
}

static GtkWidget *
get_parent_window (OfficeBrowseDialog *self)
{
  return GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
}

/* ---- rows ---- */

static char *
describe (OfficeRoom *room)
{
  guint n = office_room_get_n_members (room);
  g_autofree char *people = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u member", "%u members", n), n);
  const char *topic = office_room_get_topic (room);
  GString *text = g_string_new (people);

  if (office_room_get_archived (room))
    g_string_append_printf (text, " · %s", _ ("archived"));
  else if (office_room_get_joined (room))
    g_string_append_printf (text, " · %s", _ ("joined"));
  if (topic != NULL && *topic != '\0')
    g_string_append_printf (text, " · %s", topic);
  return g_string_free (text, FALSE);
}

static void
update_row (GtkWidget *row)
{
  OfficeRoom *room = get_room (GTK_LIST_BOX_ROW (row));
  GtkWidget *button = g_object_get_data (G_OBJECT (row), "join");
  g_autofree char *subtitle = describe (room);
  g_autofree char *escaped_name = g_markup_escape_text (office_room_get_name (room), -1);
  g_autofree char *escaped_subtitle = g_markup_escape_text (subtitle, -1);
  g_autofree char *label = NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped_subtitle);
  gtk_widget_set_visible (button, !office_room_get_joined (room) && !office_room_get_archived (room));
  /* Translators: for a screen reader: a button; %s is a room */
  label = g_strdup_printf (_ ("Join %s"), office_room_get_name (room));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
on_join (GtkWidget *row)
{
  OfficeBrowseDialog *self = OFFICE_BROWSE_DIALOG (gtk_widget_get_root (row));

  gtk_widget_activate_action (get_parent_window (self), "win.join-room", "s",
                              office_room_get_id (get_room (GTK_LIST_BOX_ROW (row))));
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  static const char *const details[] = { "notify::name", "notify::topic", "notify::joined", "notify::archived",
                                         "notify::n-members" };
  OfficeRoom *room = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Join"));
  GtkWidget *icon = gtk_image_new_from_icon_name (
      office_room_get_visibility (room) == OFFICE_ROOM_PRIVATE ? "changes-prevent-symbolic" : "office-hash-symbolic");

  g_object_set_data_full (G_OBJECT (row), "room", g_object_ref (room), g_object_unref);
  g_object_set_data (G_OBJECT (row), "join", button);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_join), row, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (icon, "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    g_signal_connect_object (room, details[i], G_CALLBACK (update_row), row, G_CONNECT_SWAPPED);
  update_row (row);
  return row;
}

/* ---- callbacks ---- */

static void
update_page (OfficeBrowseDialog *self)
{
  gtk_stack_set_visible_child_name (
      self->pages, g_list_model_get_n_items (G_LIST_MODEL (self->catalogue)) > 0 ? "rooms" : "nothing");
}

static void
on_search_changed (OfficeBrowseDialog *self)
{
  office_room_catalogue_set_text (self->catalogue, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
open_room (OfficeBrowseDialog *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (office_room_get_id (get_room (row)));
  GtkWidget *window = get_parent_window (self);

  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action (window, "win.open-room", "s", id);
}

static void
on_row_activated (OfficeBrowseDialog *self, GtkListBoxRow *row)
{
  open_room (self, row);
}

/* Enter in the field opens the first. */
static void
on_search_activated (OfficeBrowseDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row != NULL)
    open_room (self, row);
}

static void
on_search_stopped (OfficeBrowseDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_new_room (OfficeBrowseDialog *self)
{
  GtkWidget *window = get_parent_window (self);

  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action (window, "win.new-room", NULL);
}

/* ---- overrides ---- */

static void
office_browse_dialog_dispose (GObject *object)
{
  OfficeBrowseDialog *self = OFFICE_BROWSE_DIALOG (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  self->list = NULL;
  g_clear_object (&self->catalogue);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_browse_dialog_parent_class)->dispose (object);
}

static void
office_browse_dialog_class_init (OfficeBrowseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_browse_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-browse-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeBrowseDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, OfficeBrowseDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, OfficeBrowseDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_new_room);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_browse_dialog_init (OfficeBrowseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * office_browse_dialog_new:
 * @session: the office
 *
 * Returns: (transfer floating): its rooms
 */
GtkWidget *
office_browse_dialog_new (OfficeSession *session)
{
  OfficeBrowseDialog *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_BROWSE_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->catalogue = office_room_catalogue_new (session);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->catalogue), create_row, NULL, NULL);
  g_signal_connect_object (self->catalogue, "items-changed", G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
  update_page (self);
  gtk_widget_grab_focus (self->search_entry);
  return GTK_WIDGET (self);
}
