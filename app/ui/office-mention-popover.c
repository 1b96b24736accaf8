/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-mention-popover.h"

#include <glib/gi18n-lib.h>

#include "office-avatar.h"

#define MOST    6  /* people that are offered */
#define LONGEST 60 /* characters between the @ and the cursor */

struct _OfficeMentionPopover {
  GtkPopover parent_instance;

  GtkTextView *view;
  GListModel *people;
  GtkWidget *list;
  char *given_up; /* what was typed when Escape was pressed; nullable */
};

G_DEFINE_FINAL_TYPE (OfficeMentionPopover, office_mention_popover, GTK_TYPE_POPOVER)

/* From the @ that is being typed to the cursor; FALSE: none is. */
static gboolean
get_typed (OfficeMentionPopover *self, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  if (gtk_text_buffer_get_has_selection (buffer))
    return FALSE;
  gtk_text_buffer_get_iter_at_mark (buffer, end, gtk_text_buffer_get_insert (buffer));
  *start = *end;
  for (int i = 0; i < LONGEST; i++)
    {
      gunichar c;

      if (!gtk_text_iter_backward_char (start))
        return FALSE;
      c = gtk_text_iter_get_char (start);
      if (c == '\n')
        return FALSE;
      if (c == '@')
        {
          GtkTextIter before = *start;

          return !gtk_text_iter_backward_char (&before) || !g_unichar_isalnum (gtk_text_iter_get_char (&before));
        }
    }
  return FALSE;
}

static gboolean
matches (const char *name, const char *typed)
{
  g_autofree char *folded_name = g_utf8_casefold (name, -1);
  g_autofree char *folded_typed = g_utf8_casefold (typed, -1);

  if (g_str_has_prefix (folded_name, folded_typed))
    return TRUE;
  for (const char *p = strchr (folded_name, ' '); p != NULL; p = strchr (p + 1, ' '))
    if (*folded_typed != '\0' && g_str_has_prefix (p + 1, folded_typed))
      return TRUE;
  return FALSE;
}

static GtkWidget *
new_row (OfficePerson *person)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *avatar = office_avatar_new (24);
  GtkWidget *name = gtk_label_new (office_person_get_name (person));

  office_avatar_set_person (OFFICE_AVATAR (avatar), person);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 30);
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), name);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, office_person_get_name (person),
                                  -1);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (office_person_get_name (person)), g_free);
  return row;
}

static guint
fill (OfficeMentionPopover *self, const char *typed)
{
  GtkWidget *row;
  guint n = 0;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < g_list_model_get_n_items (self->people) && n < MOST; i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (self->people, i);

      if (office_person_is_me (person) || !matches (office_person_get_name (person), typed))
        continue;
      gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (person));
      n++;
    }
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
  return n;
}

static void
point_at (OfficeMentionPopover *self, const GtkTextIter *start)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  GdkRectangle place;
  double x, y;

  gtk_text_view_get_iter_location (self->view, start, &place);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x, &place.y);
  if (!gtk_widget_translate_coordinates (GTK_WIDGET (self->view), parent, place.x, place.y, &x, &y))
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &(GdkRectangle){ x, y, 1, place.height });
}

static void
take (OfficeMentionPopover *self, GtkListBoxRow *row)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  if (row == NULL || !get_typed (self, &start, &end))
    return;
  text = g_strdup_printf ("@%s ", (const char *) g_object_get_data (G_OBJECT (row), "name"));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
row_activated (OfficeMentionPopover *self, GtkListBoxRow *row)
{
  take (self, row);
}

static void
step (OfficeMentionPopover *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list),
                                                       row != NULL ? gtk_list_box_row_get_index (row) + by : 0);

  if (next != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), next);
}

static void
office_mention_popover_dispose (GObject *object)
{
  OfficeMentionPopover *self = OFFICE_MENTION_POPOVER (object);

  g_clear_object (&self->people);
  g_clear_pointer (&self->given_up, g_free);

  G_OBJECT_CLASS (office_mention_popover_parent_class)->dispose (object);
}

static void
office_mention_popover_class_init (OfficeMentionPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_mention_popover_dispose;
}

static void
office_mention_popover_init (OfficeMentionPopover *self)
{
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "mention-list");
  gtk_widget_set_focusable (self->list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("People"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated), self);
  gtk_popover_set_child (GTK_POPOVER (self), self->list);
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_TOP);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}

/**
 * office_mention_popover_new:
 * @view: what is typed into; must outlive the popover
 *
 * Returns: (transfer floating): a popover without a parent
 */
GtkWidget *
office_mention_popover_new (GtkTextView *view)
{
  OfficeMentionPopover *self = g_object_new (OFFICE_TYPE_MENTION_POPOVER, NULL);

  self->view = view;
  return GTK_WIDGET (self);
}

/**
 * office_mention_popover_set_people:
 * @people: (nullable): who can be mentioned here
 */
void
office_mention_popover_set_people (OfficeMentionPopover *self, GListModel *people)
{
  g_return_if_fail (OFFICE_IS_MENTION_POPOVER (self));

  g_set_object (&self->people, people);
  gtk_popover_popdown (GTK_POPOVER (self));
}

/**
 * office_mention_popover_update:
 *
 * Shows who fits what stands before the cursor, or goes away.
 */
void
office_mention_popover_update (OfficeMentionPopover *self)
{
  g_autofree char *typed = NULL;
  GtkTextIter start, end;

  g_return_if_fail (OFFICE_IS_MENTION_POPOVER (self));

  if (self->people == NULL || !gtk_widget_has_focus (GTK_WIDGET (self->view)) || !get_typed (self, &start, &end))
    {
      g_clear_pointer (&self->given_up, g_free);
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  typed = gtk_text_iter_get_slice (&start, &end);
  if ((self->given_up != NULL && g_str_has_prefix (typed, self->given_up)) || fill (self, typed + 1) == 0)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  point_at (self, &start);
  gtk_popover_popup (GTK_POPOVER (self));
}

/**
 * office_mention_popover_press:
 * @keyval: a key without modifiers
 *
 * Returns: whether the popover was there and took the key
 */
gboolean
office_mention_popover_press (OfficeMentionPopover *self, guint keyval)
{
  GtkTextIter start, end;

  g_return_val_if_fail (OFFICE_IS_MENTION_POPOVER (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Up:
      step (self, -1);
      return TRUE;
    case GDK_KEY_Down:
      step (self, 1);
      return TRUE;
    case GDK_KEY_Escape:
      g_clear_pointer (&self->given_up, g_free);
      if (get_typed (self, &start, &end))
        self->given_up = gtk_text_iter_get_slice (&start, &end);
      gtk_popover_popdown (GTK_POPOVER (self));
      return TRUE;
    case GDK_KEY_Tab:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      take (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
      return TRUE;
    default:
      return FALSE;
    }
}
