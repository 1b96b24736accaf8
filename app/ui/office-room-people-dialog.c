/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-people-dialog.h"

#include <glib/gi18n.h>

#include "office-avatar.h"
#include "office-needle.h"

#include <string.h>

#define AVATAR_SIZE 24

struct _OfficeRoomPeopleDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  OfficeRoom *room;
  GtkCustomFilter *in_room;
  GtkCustomFilter *not_in_room;
  char *sought; /* see office-needle.h */

  GtkEditable *search;
  GtkLabel *about_label;
  GtkLabel *error_label;
  GtkWidget *people_group;
  GtkListBox *people_list;
  GtkWidget *others_group;
  GtkListBox *others_list;
  GtkWidget *nobody_label;
};

G_DEFINE_FINAL_TYPE (OfficeRoomPeopleDialog, office_room_people_dialog, ADW_TYPE_WINDOW)

/* Who one talks with in a public room are those who joined it; everybody else can read it. */
static GListModel *
get_people (OfficeRoomPeopleDialog *self)
{
  return office_room_get_visibility (self->room) == OFFICE_ROOM_DIRECT ? office_room_get_people (self->room)
                                                                       : office_room_get_members (self->room);
}

static gboolean
is_sought (OfficeRoomPeopleDialog *self, OfficePerson *person)
{
  return office_needle_is_in (self->sought, office_person_get_name (person));
}

static gboolean
is_in_room (gpointer item, gpointer data)
{
  return is_sought (data, item);
}

static gboolean
is_not_in_room (gpointer item, gpointer data)
{
  OfficeRoomPeopleDialog *self = data;
  GListModel *people = get_people (self);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      if (person == item)
        return FALSE;
    }
  return is_sought (self, item);
}

static gboolean
has_rows (GtkListBox *list)
{
  return gtk_list_box_get_row_at_index (list, 0) != NULL;
}

static void
update_groups (OfficeRoomPeopleDialog *self)
{
  gboolean people = has_rows (self->people_list);
  gboolean others = has_rows (self->others_list);

  gtk_widget_set_visible (self->people_group, people);
  gtk_widget_set_visible (self->others_group, others);
  gtk_widget_set_visible (self->nobody_label, !people && !others);
}

static void
on_people_changed (OfficeRoomPeopleDialog *self)
{
  if (self->not_in_room != NULL)
    gtk_filter_changed (GTK_FILTER (self->not_in_room), GTK_FILTER_CHANGE_DIFFERENT);
  update_groups (self);
}

static void
on_search_changed (OfficeRoomPeopleDialog *self)
{
  g_free (self->sought);
  self->sought = office_needle_new (gtk_editable_get_text (self->search));
  gtk_filter_changed (GTK_FILTER (self->in_room), GTK_FILTER_CHANGE_DIFFERENT);
  on_people_changed (self);
}

/* The first press empties the search, the next one closes the dialog. */
static void
on_stop_search (OfficeRoomPeopleDialog *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* ---- coming and going ---- */

static void
tell (OfficeRoomPeopleDialog *self, gboolean done, const GError *error)
{
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), !done);
  gtk_label_set_label (self->error_label, done ? "" : error->message);
}

/* Whoever goes on with the keyboard stands at the next person then, and not outside of the list. */
static void
keep_focus (OfficeRoomPeopleDialog *self, GtkListBox *list, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, index);

  if (row == NULL && index > 0)
    row = gtk_list_box_get_row_at_index (list, index - 1);
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->search));
}

static void
change (OfficeRoomPeopleDialog *self, GtkWidget *button, GtkListBox *list,
        gboolean (*command) (OfficeSession *, const char *, const char *, GError **))
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  g_autofree char *person = g_strdup (g_object_get_data (G_OBJECT (button), "person"));
  g_autoptr (GError) error = NULL;
  gboolean done = command (self->session, office_room_get_id (self->room), person, &error);

  tell (self, done, error);
  if (done)
    keep_focus (self, list, index);
}

static void
on_add (OfficeRoomPeopleDialog *self, GtkWidget *button)
{
  change (self, button, self->others_list, office_session_add_member);
}

static void
on_remove (OfficeRoomPeopleDialog *self, GtkWidget *button)
{
  change (self, button, self->people_list, office_session_remove_member);
}

static GtkWidget *
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
  return button;
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

/* Guests may only go themselves. */
static gboolean
may_change (OfficeRoomPeopleDialog *self, OfficePerson *person)
{
  OfficePerson *me = office_session_get_me (self->session);

  return office_room_get_visibility (self->room) != OFFICE_ROOM_DIRECT
         && (person == me || g_strcmp0 (office_person_get_role (me), "guest") != 0);
}

static GtkWidget *
create_person_row (gpointer item, gpointer data)
{
  OfficeRoomPeopleDialog *self = data;
  GtkWidget *row = create_row (item);

  if (may_change (self, item))
    {
      g_autofree char *description = g_strdup_printf (_ ("Take %s out of this room"), office_person_get_name (item));

      add_button (self, row, item, "list-remove-symbolic", description, G_CALLBACK (on_remove));
    }
  return row;
}

/* Enter on the row adds the person, so that many are added from the keyboard quickly. */
static GtkWidget *
create_other_row (gpointer item, gpointer data)
{
  GtkWidget *row = create_row (item);
  g_autofree char *description = g_strdup_printf (_ ("Add %s to this room"), office_person_get_name (item));
  GtkWidget *button = add_button (data, row, item, "list-add-symbolic", description, G_CALLBACK (on_add));

  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

static const char *
describe (OfficeRoomVisibility visibility)
{
  switch (visibility)
    {
    case OFFICE_ROOM_PUBLIC:
      return _ ("Everybody in the office can read this room, guests only where they were added. It stands in the "
                "sidebar of these people, and @room calls them.");
    case OFFICE_ROOM_PRIVATE:
      return _ ("Only these people see this room.");
    case OFFICE_ROOM_DIRECT:
    default:
      return _ ("What is said here stays among these people.");
    }
}

static void
show_others (OfficeRoomPeopleDialog *self)
{
  g_autoptr (GtkFilterListModel) others = NULL;

  self->not_in_room = gtk_custom_filter_new (is_not_in_room, self, NULL);
  others = gtk_filter_list_model_new (g_object_ref (office_session_get_people (self->session)),
                                      g_object_ref (GTK_FILTER (self->not_in_room)));
  gtk_list_box_bind_model (self->others_list, G_LIST_MODEL (others), create_other_row, self, NULL);
  g_signal_connect_object (others, "items-changed", G_CALLBACK (update_groups), self, G_CONNECT_SWAPPED);
}

static void
show_people (OfficeRoomPeopleDialog *self)
{
  g_autoptr (GtkFilterListModel) people = NULL;
  OfficeRoomVisibility visibility = office_room_get_visibility (self->room);

  gtk_label_set_label (self->about_label, describe (visibility));
  self->in_room = gtk_custom_filter_new (is_in_room, self, NULL);
  people = gtk_filter_list_model_new (g_object_ref (get_people (self)), g_object_ref (GTK_FILTER (self->in_room)));
  gtk_list_box_bind_model (self->people_list, G_LIST_MODEL (people), create_person_row, self, NULL);
  /* A guest does not choose who comes. */
  if (visibility != OFFICE_ROOM_DIRECT
      && g_strcmp0 (office_person_get_role (office_session_get_me (self->session)), "guest") != 0)
    show_others (self);
  g_signal_connect_object (get_people (self), "items-changed", G_CALLBACK (on_people_changed), self, G_CONNECT_SWAPPED);
  update_groups (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->search));
}

static void
unbind (GtkListBox **list)
{
  if (*list != NULL)
    gtk_list_box_bind_model (*list, NULL, NULL, NULL, NULL);
  *list = NULL;
}

static void
office_room_people_dialog_dispose (GObject *object)
{
  OfficeRoomPeopleDialog *self = OFFICE_ROOM_PEOPLE_DIALOG (object);

  unbind (&self->people_list);
  unbind (&self->others_list);
  g_clear_object (&self->in_room);
  g_clear_object (&self->not_in_room);
  g_clear_object (&self->room);
  g_clear_object (&self->session);
  g_clear_pointer (&self->sought, g_free);

  G_OBJECT_CLASS (office_room_people_dialog_parent_class)->dispose (object);
}

static void
office_room_people_dialog_class_init (OfficeRoomPeopleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_room_people_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-room-people-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPeopleDialog, search);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPeopleDialog, about_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPeopleDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPeopleDialog, people_group);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPeopleDialog, people_list);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPeopleDialog, others_group);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPeopleDialog, others_list);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPeopleDialog, nobody_label);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
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
