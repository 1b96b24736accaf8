/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-people-dialog.h"

#include <glib/gi18n.h>

#include "office-avatar.h"

#define AVATAR_SIZE 24

struct _OfficeRoomPeopleDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  OfficeRoom *room;
  GtkCustomFilter *not_in_room;

  GtkLabel *about_label;
  GtkLabel *error_label;
  GtkListBox *people_list;
  GtkWidget *others_group;
  GtkListBox *others_list;
};

G_DEFINE_FINAL_TYPE (OfficeRoomPeopleDialog, office_room_people_dialog, ADW_TYPE_WINDOW)

static gboolean
is_not_in_room (gpointer item, gpointer data)
{
  OfficeRoomPeopleDialog *self = data;
  GListModel *people = office_room_get_people (self->room);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      if (person == item)
        return FALSE;
    }
  return TRUE;
}

static void
on_people_changed (OfficeRoomPeopleDialog *self)
{
  gtk_filter_changed (GTK_FILTER (self->not_in_room), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
on_others_changed (OfficeRoomPeopleDialog *self, guint position, guint removed, guint added, GListModel *others)
{
  gtk_widget_set_visible (self->others_group, g_list_model_get_n_items (others) > 0);
}

/* ---- coming and going ---- */

static void
tell (OfficeRoomPeopleDialog *self, gboolean done, const GError *error)
{
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), !done);
  gtk_label_set_label (self->error_label, done ? "" : error->message);
}

static void
on_add (OfficeRoomPeopleDialog *self, GtkWidget *button)
{
  g_autoptr (GError) error = NULL;

  tell (self,
        office_session_add_member (self->session, office_room_get_id (self->room),
                                   g_object_get_data (G_OBJECT (button), "person"), &error),
        error);
}

static void
on_remove (OfficeRoomPeopleDialog *self, GtkWidget *button)
{
  g_autoptr (GError) error = NULL;

  tell (self,
        office_session_remove_member (self->session, office_room_get_id (self->room),
                                      g_object_get_data (G_OBJECT (button), "person"), &error),
        error);
}

static void
add_button (OfficeRoomPeopleDialog *self, GtkWidget *row, OfficePerson *person, const char *icon_name,
            const char *description, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
  g_object_set_data_full (G_OBJECT (button), "person", g_strdup (office_person_get_id (person)), g_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static const char *
role_to_words (const char *role)
{
  if (g_strcmp0 (role, "admin") == 0)
    return _ ("Admin");
  return g_strcmp0 (role, "guest") == 0 ? _ ("Guest") : _ ("Member");
}

static GtkWidget *
create_row (OfficePerson *person)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = office_avatar_new (AVATAR_SIZE);
  g_autofree char *title = NULL;

  /* TRANSLATORS: one's own row in a list of people */
  title = office_person_is_me (person) ? g_markup_printf_escaped (_ ("%s (you)"), office_person_get_name (person))
                                       : g_markup_escape_text (office_person_get_name (person), -1);
  office_avatar_set_person (OFFICE_AVATAR (avatar), person);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), role_to_words (office_person_get_role (person)));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  return row;
}

static GtkWidget *
create_person_row (gpointer item, gpointer data)
{
  OfficeRoomPeopleDialog *self = data;
  GtkWidget *row = create_row (item);

  if (office_room_get_visibility (self->room) == OFFICE_ROOM_PRIVATE)
    {
      g_autofree char *description = g_strdup_printf (_ ("Take %s out of this room"), office_person_get_name (item));

      add_button (self, row, item, "list-remove-symbolic", description, G_CALLBACK (on_remove));
    }
  return row;
}

static GtkWidget *
create_other_row (gpointer item, gpointer data)
{
  GtkWidget *row = create_row (item);
  g_autofree char *description = g_strdup_printf (_ ("Add %s to this room"), office_person_get_name (item));

  add_button (data, row, item, "list-add-symbolic", description, G_CALLBACK (on_add));
  return row;
}

static void
show_people (OfficeRoomPeopleDialog *self)
{
  GListModel *people = office_room_get_people (self->room);
  g_autoptr (GtkFilterListModel) others = NULL;
  OfficeRoomVisibility visibility = office_room_get_visibility (self->room);

  gtk_label_set_label (self->about_label,
                       visibility == OFFICE_ROOM_PUBLIC
                           ? _ ("Everybody in the office sees this room; guests only where they were added.")
                       : visibility == OFFICE_ROOM_PRIVATE ? _ ("Only these people see this room.")
                                                           : _ ("What is said here stays among these people."));
  gtk_list_box_bind_model (self->people_list, people, create_person_row, self, NULL);
  gtk_widget_set_visible (self->others_group, FALSE);
  if (visibility == OFFICE_ROOM_DIRECT)
    return;
  self->not_in_room = gtk_custom_filter_new (is_not_in_room, self, NULL);
  others = gtk_filter_list_model_new (g_object_ref (office_session_get_people (self->session)),
                                      g_object_ref (GTK_FILTER (self->not_in_room)));
  gtk_list_box_bind_model (self->others_list, G_LIST_MODEL (others), create_other_row, self, NULL);
  g_signal_connect_object (people, "items-changed", G_CALLBACK (on_people_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (others, "items-changed", G_CALLBACK (on_others_changed), self, G_CONNECT_SWAPPED);
  on_others_changed (self, 0, 0, 0, G_LIST_MODEL (others));
}

static void
office_room_people_dialog_dispose (GObject *object)
{
  OfficeRoomPeopleDialog *self = OFFICE_ROOM_PEOPLE_DIALOG (object);

  if (self->others_list != NULL)
    gtk_list_box_bind_model (self->others_list, NULL, NULL, NULL, NULL);
  self->others_list = NULL;
  g_clear_object (&self->not_in_room);
  g_clear_object (&self->room);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_room_people_dialog_parent_class)->dispose (object);
}

static void
office_room_people_dialog_class_init (OfficeRoomPeopleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_room_people_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-room-people-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPeopleDialog, about_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPeopleDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPeopleDialog, people_list);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPeopleDialog, others_group);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPeopleDialog, others_list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_room_people_dialog_init (OfficeRoomPeopleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * office_room_people_dialog_new:
 * @session: the office
 * @room: one of its rooms
 *
 * Returns: (transfer floating): a dialog
 */
GtkWidget *
office_room_people_dialog_new (OfficeSession *session, OfficeRoom *room)
{
  OfficeRoomPeopleDialog *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (OFFICE_IS_ROOM (room), NULL);

  self = g_object_new (OFFICE_TYPE_ROOM_PEOPLE_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->room = g_object_ref (room);
  show_people (self);
  return GTK_WIDGET (self);
}
