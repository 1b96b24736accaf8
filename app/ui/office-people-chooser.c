/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-people-chooser.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "office-avatar.h"
#include "office-needle.h"
#include "office-search-escape.h"

#define AVATAR_SIZE 24

struct _OfficePeopleChooser {
  GtkWidget parent_instance;

  GHashTable *chosen; /* set of ids: they outlive the rows, which the search takes away */
  GtkCustomFilter *filter;
  char *sought; /* see office-needle.h */

  GtkEditable *search;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (OfficePeopleChooser, office_people_chooser, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static gboolean
is_sought (gpointer item, gpointer data)
{
  OfficePeopleChooser *self = data;
  OfficePerson *person = item;

  return !office_person_is_me (person) && office_needle_is_in (self->sought, office_person_get_name (person));
}

static void
on_toggled (OfficePeopleChooser *self, GtkCheckButton *check)
{
  const char *id = g_object_get_data (G_OBJECT (check), "person");

  if (gtk_check_button_get_active (check))
    g_hash_table_add (self->chosen, g_strdup (id));
  else
    g_hash_table_remove (self->chosen, id);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  OfficePeopleChooser *self = data;
  OfficePerson *person = item;
  const char *id = office_person_get_id (person);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = office_avatar_new (AVATAR_SIZE);
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *title = g_markup_escape_text (office_person_get_name (person), -1);

  office_avatar_set_person (OFFICE_AVATAR (avatar), person);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_hash_table_contains (self->chosen, id));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (check), "person", g_strdup (id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  office_person_get_name (person), -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  return row;
}

static void
on_search_changed (OfficePeopleChooser *self)
{
  g_free (self->sought);
  self->sought = office_needle_new (gtk_editable_get_text (self->search));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/* Enter ticks the first who was found, and makes room for the next name; with no name it is the dialog's. */
static void
on_search_activated (OfficePeopleChooser *self)
{
  GtkListBoxRow *row;
  GtkWidget *check;

  if (*gtk_editable_get_text (self->search) == '\0')
    {
      gtk_widget_activate_default (GTK_WIDGET (self));
      return;
    }
  on_search_changed (self); /* typed fast: the entry has not told it yet */
  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row == NULL)
    return;
  check = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_editable_set_text (self->search, "");
}

static void
on_people_changed (OfficePeopleChooser *self, guint position, guint removed, guint added, GListModel *people)
{
  gboolean seeks = *gtk_editable_get_text (self->search) != '\0';

  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (people) > 0 ? "people"
                                                 : seeks                               ? "none-found"
                                                                                       : "nobody");
}

static void
office_people_chooser_dispose (GObject *object)
{
  OfficePeopleChooser *self = OFFICE_PEOPLE_CHOOSER (object);
  GtkWidget *child;

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  self->list = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (office_people_chooser_parent_class)->dispose (object);
}

static void
office_people_chooser_finalize (GObject *object)
{
  OfficePeopleChooser *self = OFFICE_PEOPLE_CHOOSER (object);

  g_hash_table_unref (self->chosen);
  g_free (self->sought);

  G_OBJECT_CLASS (office_people_chooser_parent_class)->finalize (object);
}

static gboolean
office_people_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (OFFICE_PEOPLE_CHOOSER (widget)->search));
}

static void
office_people_chooser_class_init (OfficePeopleChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_people_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = office_people_chooser_finalize;

  widget_class->grab_focus = office_people_chooser_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-people-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficePeopleChooser, search);
  gtk_widget_class_bind_template_child (widget_class, OfficePeopleChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, OfficePeopleChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
}

static void
office_people_chooser_init (OfficePeopleChooser *self)
{
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->filter = gtk_custom_filter_new (is_sought, self, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  office_search_escape_watch (GTK_WIDGET (self->search));
}

/**
 * office_people_chooser_set_session:
 * @session: whose people to choose from, without oneself
 */
void
office_people_chooser_set_session (OfficePeopleChooser *self, OfficeSession *session)
{
  g_autoptr (GtkFilterListModel) people = NULL;

  g_return_if_fail (OFFICE_IS_PEOPLE_CHOOSER (self));
  g_return_if_fail (OFFICE_IS_SESSION (session));

  people = gtk_filter_list_model_new (g_object_ref (office_session_get_people (session)),
                                      g_object_ref (GTK_FILTER (self->filter)));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (people), create_row, self, NULL);
  g_signal_connect_object (people, "items-changed", G_CALLBACK (on_people_changed), self, G_CONNECT_SWAPPED);
  on_people_changed (self, 0, 0, 0, G_LIST_MODEL (people));
}

/**
 * office_people_chooser_dup_chosen:
 *
 * Returns: (transfer full): the ids of the people that are ticked, %NULL-terminated
 */
char **
office_people_chooser_dup_chosen (OfficePeopleChooser *self)
{
  g_autoptr (GPtrArray) ids = NULL;
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (OFFICE_IS_PEOPLE_CHOOSER (self), NULL);

  ids = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->chosen);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, g_strdup (id));
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

/**
 * office_people_chooser_get_n_chosen:
 *
 * Returns: how many people are ticked
 */
guint
office_people_chooser_get_n_chosen (OfficePeopleChooser *self)
{
  g_return_val_if_fail (OFFICE_IS_PEOPLE_CHOOSER (self), 0);

  return g_hash_table_size (self->chosen);
}
