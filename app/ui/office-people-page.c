/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-people-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "office-needle.h"
#include "office-person-row.h"
#include "office-text-clean.h"

#define MINUTE_MS 60000

struct _OfficePeoplePage {
  GtkWidget parent_instance;

  OfficeSession *session;
  GHashTable *rows; /* OfficePerson → OfficePersonRow, both borrowed */
  char *sought;     /* see office-needle.h */
  gboolean by_place;
  guint sort_id; /* source */
  guint minute;  /* source */

  GtkEditable *search;
  GtkToggleButton *by_presence_button;
  GtkToggleButton *by_place_button;
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *alone;
};

G_DEFINE_FINAL_TYPE (OfficePeoplePage, office_people_page, GTK_TYPE_WIDGET)

/* ---- groups ---- */

static OfficePerson *
person_of (GtkListBoxRow *row)
{
  return office_person_row_get_person (OFFICE_PERSON_ROW (row));
}

static int
compare_presence (OfficePerson *a, OfficePerson *b)
{
  return (int) office_person_get_presence (b) - (int) office_person_get_presence (a);
}

static int
compare_places (OfficePerson *a, OfficePerson *b)
{
  const char *first = office_person_get_site (a);
  const char *second = office_person_get_site (b);

  if (office_person_row_tells_place (a) != office_person_row_tells_place (b))
    return office_person_row_tells_place (a) ? -1 : 1;
  if (!office_person_row_tells_place (a))
    return 0;
  if (office_person_get_place (a) != office_person_get_place (b))
    return (int) office_person_get_place (a) - (int) office_person_get_place (b);
  if (first == NULL || second == NULL)
    return (first != NULL) - (second != NULL);
  return g_utf8_collate (first, second);
}

static int
compare_groups (OfficePeoplePage *self, OfficePerson *a, OfficePerson *b)
{
  return self->by_place ? compare_places (a, b) : compare_presence (a, b);
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  OfficePerson *first = person_of (a), *second = person_of (b);
  int order = compare_groups (data, first, second);

  if (order == 0)
    order = compare_presence (first, second);
  if (order == 0)
    order = g_utf8_collate (office_person_get_name (first), office_person_get_name (second));
  return order != 0 ? order : strcmp (office_person_get_id (first), office_person_get_id (second));
}

static char *
dup_group_title (OfficePeoplePage *self, OfficePerson *person)
{
  if (self->by_place)
    return office_person_row_tells_place (person) ? office_person_dup_place_text (person) : g_strdup (_ ("Not Here"));
  switch (office_person_get_presence (person))
    {
    case OFFICE_PRESENCE_HERE:
      return g_strdup (_ ("Here"));
    case OFFICE_PRESENCE_AWAY:
      return g_strdup (_ ("Away"));
    case OFFICE_PRESENCE_OFFLINE:
    default:
      return g_strdup (_ ("Not Here"));
    }
}

static gboolean
is_sought (GtkListBoxRow *row, gpointer data)
{
  OfficePeoplePage *self = data;
  OfficePerson *person = person_of (row);
  g_autofree char *place = office_person_row_tells_place (person) ? office_person_dup_place_text (person) : NULL;

  return office_needle_is_in (self->sought, office_person_get_name (person))
         || office_needle_is_in (self->sought, office_person_get_status (person))
         || office_needle_is_in (self->sought, place);
}

static guint
count_group (OfficePeoplePage *self, OfficePerson *person)
{
  GHashTableIter iter;
  gpointer other, row;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &other, &row))
    n += compare_groups (self, person, other) == 0 && is_sought (row, self) ? 1 : 0;
  return n;
}

static GtkWidget *
create_head (const char *title, guint n, gboolean first)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (title);
  g_autofree char *number = g_strdup_printf ("%u", n);
  GtkWidget *count = gtk_label_new (number);

  gtk_widget_add_css_class (label, "group-title");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (count, "stamp");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (box, "group-head");
  if (first)
    gtk_widget_add_css_class (box, "first");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  return box;
}

static void
put_head (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  OfficePeoplePage *self = data;
  g_autofree char *title = NULL;
  g_autofree char *clean = NULL;

  if (before != NULL && compare_groups (self, person_of (row), person_of (before)) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  title = dup_group_title (self, person_of (row));
  clean = office_text_clean_dup (title);
  gtk_list_box_row_set_header (row, create_head (clean, count_group (self, person_of (row)), before == NULL));
}

/* ---- what is shown ---- */

static void
update_stack (OfficePeoplePage *self)
{
  GHashTableIter iter;
  gpointer row;
  gboolean any = FALSE;

  g_hash_table_iter_init (&iter, self->rows);
  while (!any && g_hash_table_iter_next (&iter, NULL, &row))
    any = is_sought (row, self);
  gtk_stack_set_visible_child_name (self->stack, any ? "people" : "nobody");
  gtk_widget_set_visible (self->alone, self->sought == NULL && g_hash_table_size (self->rows) == 1);
}

static gboolean
on_sort (gpointer data)
{
  OfficePeoplePage *self = data;

  self->sort_id = 0;
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_invalidate_sort (self->list);
  gtk_list_box_invalidate_headers (self->list);
  update_stack (self);
  return G_SOURCE_REMOVE;
}

/* Once, when all that came in one batch is there. */
static void
sort_later (OfficePeoplePage *self)
{
  if (self->sort_id == 0)
    self->sort_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_sort, self, NULL);
}

static void
on_people_changed (OfficePeoplePage *self)
{
  GListModel *people = office_session_get_people (self->session);
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer person, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &person, &row))
    g_hash_table_insert (gone, person, row);
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) item = g_list_model_get_item (people, i);

      if (g_hash_table_remove (gone, item))
        continue;
      row = office_person_row_new (self->session, item);
      g_signal_connect_object (row, "changed", G_CALLBACK (sort_later), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, row);
      g_hash_table_insert (self->rows, item, row);
    }
  g_hash_table_iter_init (&iter, gone);
  while (g_hash_table_iter_next (&iter, &person, &row))
    {
      g_hash_table_remove (self->rows, person);
      gtk_list_box_remove (self->list, row);
    }
  sort_later (self);
}

static void
on_search_changed (OfficePeoplePage *self)
{
  g_free (self->sought);
  self->sought = office_needle_new (gtk_editable_get_text (self->search));
  on_sort (self);
}

static void
on_stop_search (OfficePeoplePage *self)
{
  gtk_editable_set_text (self->search, "");
}

static void
on_grouping (OfficePeoplePage *self)
{
  self->by_place = gtk_toggle_button_get_active (self->by_place_button);
  sort_later (self);
}

static void
on_row_activated (OfficePeoplePage *self, GtkListBoxRow *row)
{
  OfficePerson *person = person_of (row);

  if (office_person_is_me (person))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.set-status", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-person", "s", office_person_get_id (person));
}

/* ---- the clock on the wall ---- */

static void wait_for_minute (OfficePeoplePage *self);

static gboolean
on_minute (gpointer data)
{
  OfficePeoplePage *self = data;
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    office_person_row_update_time (row);
  wait_for_minute (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_minute (OfficePeoplePage *self)
{
  gint64 now = office_session_get_now (self->session);

  self->minute = g_timeout_add ((guint) (MINUTE_MS - now % MINUTE_MS) + 1, on_minute, self);
}

static void
office_people_page_map (GtkWidget *widget)
{
  OfficePeoplePage *self = OFFICE_PEOPLE_PAGE (widget);

  GTK_WIDGET_CLASS (office_people_page_parent_class)->map (widget);
  g_clear_handle_id (&self->minute, g_source_remove);
  on_minute (self);
}

static void
office_people_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&OFFICE_PEOPLE_PAGE (widget)->minute, g_source_remove);
  GTK_WIDGET_CLASS (office_people_page_parent_class)->unmap (widget);
}

static void
office_people_page_dispose (GObject *object)
{
  OfficePeoplePage *self = OFFICE_PEOPLE_PAGE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->sort_id, g_source_remove);
  g_clear_handle_id (&self->minute, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (office_session_get_people (self->session), self);
  g_clear_object (&self->session);
  /* It asks for heads until its last row has gone. */
  if (self->list != NULL)
    gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  self->list = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (office_people_page_parent_class)->dispose (object);
}

static void
office_people_page_finalize (GObject *object)
{
  OfficePeoplePage *self = OFFICE_PEOPLE_PAGE (object);

  g_hash_table_unref (self->rows);
  g_free (self->sought);
  G_OBJECT_CLASS (office_people_page_parent_class)->finalize (object);
}

static void
office_people_page_class_init (OfficePeoplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_people_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = office_people_page_finalize;
  widget_class->map = office_people_page_map;
  widget_class->unmap = office_people_page_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficePeoplePage, search);
  gtk_widget_class_bind_template_child (widget_class, OfficePeoplePage, by_presence_button);
  gtk_widget_class_bind_template_child (widget_class, OfficePeoplePage, by_place_button);
  gtk_widget_class_bind_template_child (widget_class, OfficePeoplePage, stack);
  gtk_widget_class_bind_template_child (widget_class, OfficePeoplePage, list);
  gtk_widget_class_bind_template_child (widget_class, OfficePeoplePage, alone);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_grouping);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
office_people_page_init (OfficePeoplePage *self)
{
  self->rows = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_sort_func (self->list, compare_rows, self, NULL);
  gtk_list_box_set_filter_func (self->list, is_sought, self, NULL);
  gtk_list_box_set_header_func (self->list, put_head, self, NULL);
}

/**
 * office_people_page_new:
 * @session: the office
 *
 * Returns: (transfer floating): its people
 */
GtkWidget *
office_people_page_new (OfficeSession *session)
{
  OfficePeoplePage *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_PEOPLE_PAGE, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_swapped (office_session_get_people (session), "items-changed", G_CALLBACK (on_people_changed), self);
  on_people_changed (self);
  on_sort (self);
  return GTK_WIDGET (self);
}
