/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-activity-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "office-activity-row.h"
#include "office-message-divider.h"

struct _OfficeActivityPage {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeActivity *activity;
  GtkFilter *filter;
  GListModel *shown; /* of the activity, what the chip says */
  int kind;          /* OfficeActivityKind; -1: all */
  GtkRoot *root;

  GtkWidget *chips;
  GtkWidget *mark_button;
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *older_button;
  AdwStatusPage *nothing;
};

G_DEFINE_FINAL_TYPE (OfficeActivityPage, office_activity_page, GTK_TYPE_WIDGET)

static const struct {
  int kind;
  const char *label;
} chips[] = {
  { -1, N_ ("All") },
  { OFFICE_ACTIVITY_MENTION, N_ ("Mentions") },
  { OFFICE_ACTIVITY_REPLY, N_ ("Replies") },
  { OFFICE_ACTIVITY_REACTION, N_ ("Reactions") },
  { OFFICE_ACTIVITY_ASSIGNMENT, N_ ("Tasks") },
  { OFFICE_ACTIVITY_REMINDER, N_ ("Reminders") },
};

/* ---- the list ---- */

static gboolean
is_shown (gpointer item, gpointer data)
{
  OfficeActivityPage *self = data;

  return self->kind < 0 || (int) office_activity_entry_get_kind (item) == self->kind;
}

static gint64
time_of (GtkListBoxRow *row)
{
  return office_activity_entry_get_at (office_activity_row_get_entry (OFFICE_ACTIVITY_ROW (row)));
}

static GtkWidget *
create_head (const char *day, gboolean first)
{
  GtkWidget *label = gtk_label_new (day);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "group-title");
  gtk_widget_add_css_class (label, "group-head");
  if (first)
    gtk_widget_add_css_class (label, "first");
  return label;
}

static void
put_head (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  OfficeActivityPage *self = data;
  g_autofree char *day = NULL;

  if (before != NULL && office_day_is_same (time_of (before), time_of (row)))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  day = office_day_dup_name (time_of (row), office_session_get_now (self->session));
  gtk_list_box_row_set_header (row, create_head (day, before == NULL));
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return office_activity_row_new (item);
}

static void
update (OfficeActivityPage *self)
{
  gboolean any = g_list_model_get_n_items (self->shown) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "nothing");
  adw_status_page_set_title (self->nothing, self->kind < 0 ? _ ("Nothing New Yet") : _ ("Nothing of This Kind"));
  gtk_widget_set_visible (self->older_button, office_activity_has_older (self->activity));
}

/* ---- callbacks ---- */

static void
on_row_activated (OfficeActivityPage *self, GtkListBoxRow *row)
{
  OfficeActivityEntry *entry = office_activity_row_get_entry (OFFICE_ACTIVITY_ROW (row));
  const char *target = office_activity_entry_get_target (entry);
  g_autofree char *action = g_strconcat ("win.", office_activity_entry_get_action (entry), NULL);

  if (target != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), action, "s", target);
}

static void
on_chip (OfficeActivityPage *self, GtkToggleButton *chip)
{
  if (gtk_toggle_button_get_active (chip))
    gtk_widget_add_css_class (GTK_WIDGET (chip), "on");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (chip), "on");
  if (!gtk_toggle_button_get_active (chip))
    return;
  self->kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chip), "kind"));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

static void
on_mark (OfficeActivityPage *self)
{
  office_activity_mark_read (self->activity);
}

static gboolean
on_mark_key (GtkWidget *widget, GVariant *args, gpointer data)
{
  on_mark (OFFICE_ACTIVITY_PAGE (widget));
  return TRUE;
}

static void
on_older (OfficeActivityPage *self)
{
  office_activity_load_older (self->activity);
}

static void
on_edge (OfficeActivityPage *self, GtkPositionType edge)
{
  if (edge == GTK_POS_BOTTOM)
    office_activity_load_older (self->activity);
}

/* ---- whether the person looks ---- */

static void
update_view (OfficeActivityPage *self)
{
  if (self->activity != NULL)
    office_activity_set_in_view (self->activity, gtk_widget_get_mapped (GTK_WIDGET (self)) && GTK_IS_WINDOW (self->root)
                                                     && gtk_window_is_active (GTK_WINDOW (self->root)));
}

static void
office_activity_page_map (GtkWidget *widget)
{
  OfficeActivityPage *self = OFFICE_ACTIVITY_PAGE (widget);

  GTK_WIDGET_CLASS (office_activity_page_parent_class)->map (widget);
  gtk_list_box_invalidate_headers (self->list);
  update_view (self);
}

static void
office_activity_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (office_activity_page_parent_class)->unmap (widget);
  update_view (OFFICE_ACTIVITY_PAGE (widget));
}

static void
office_activity_page_root (GtkWidget *widget)
{
  OfficeActivityPage *self = OFFICE_ACTIVITY_PAGE (widget);

  GTK_WIDGET_CLASS (office_activity_page_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  g_signal_connect_object (self->root, "notify::is-active", G_CALLBACK (update_view), self, G_CONNECT_SWAPPED);
}

static void
office_activity_page_unroot (GtkWidget *widget)
{
  OfficeActivityPage *self = OFFICE_ACTIVITY_PAGE (widget);

  g_signal_handlers_disconnect_by_func (self->root, update_view, self);
  self->root = NULL;
  GTK_WIDGET_CLASS (office_activity_page_parent_class)->unroot (widget);
}

/* ---- overrides ---- */

static void
office_activity_page_dispose (GObject *object)
{
  OfficeActivityPage *self = OFFICE_ACTIVITY_PAGE (object);
  GtkWidget *child;

  if (self->list != NULL)
    {
      gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
      gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
    }
  self->list = NULL;
  if (self->activity != NULL)
    g_signal_handlers_disconnect_by_data (self->activity, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->activity);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_activity_page_parent_class)->dispose (object);
}

static void
office_activity_page_class_init (OfficeActivityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_activity_page_dispose;
  widget_class->map = office_activity_page_map;
  widget_class->unmap = office_activity_page_unmap;
  widget_class->root = office_activity_page_root;
  widget_class->unroot = office_activity_page_unroot;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-activity-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeActivityPage, chips);
  gtk_widget_class_bind_template_child (widget_class, OfficeActivityPage, mark_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeActivityPage, stack);
  gtk_widget_class_bind_template_child (widget_class, OfficeActivityPage, list);
  gtk_widget_class_bind_template_child (widget_class, OfficeActivityPage, older_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeActivityPage, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_mark);
  gtk_widget_class_bind_template_callback (widget_class, on_older);
  gtk_widget_class_bind_template_callback (widget_class, on_edge);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, GDK_SHIFT_MASK, on_mark_key, NULL);
}

static void
add_chips (OfficeActivityPage *self)
{
  GtkToggleButton *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (chips); i++)
    {
      GtkWidget *chip = gtk_toggle_button_new_with_label (_ (chips[i].label));

      gtk_widget_add_css_class (chip, "filter");
      g_object_set_data (G_OBJECT (chip), "kind", GINT_TO_POINTER (chips[i].kind));
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (chip);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip), first);
      g_signal_connect_object (chip, "toggled", G_CALLBACK (on_chip), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->chips), chip);
    }
  gtk_toggle_button_set_active (first, TRUE);
}

static void
office_activity_page_init (OfficeActivityPage *self)
{
  self->kind = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * office_activity_page_new:
 * @session: the office
 *
 * Returns: (transfer floating): what is new in it
 */
GtkWidget *
office_activity_page_new (OfficeSession *session)
{
  OfficeActivityPage *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_ACTIVITY_PAGE, NULL);
  self->session = g_object_ref (session);
  self->activity = g_object_ref (office_session_get_activity (session));
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  self->shown = G_LIST_MODEL (
      gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->activity)), g_object_ref (self->filter)));
  gtk_list_box_set_header_func (self->list, put_head, self, NULL);
  gtk_list_box_bind_model (self->list, self->shown, create_row, self, NULL);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->activity, "notify::has-older", G_CALLBACK (update), self);
  add_chips (self);
  return GTK_WIDGET (self);
}
