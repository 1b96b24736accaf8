/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-link.h"

#include <glib/gi18n-lib.h>

#include "office-due-chip.h"
#include "office-people-pile.h"
#include "office-state-icon.h"

#define WIDEST         480 /* of the content; with its padding the link is 500 wide */
#define SMALLEST_TITLE 60
#define SPACING        10
#define CHIP_NEEDS     280 /* narrower than this there is no room for the column's name */
#define DUE_NEEDS      200 /* and narrower than this none for the date */
#define AVATAR_SIZE    20

struct _OfficeTaskLink {
  GtkButton parent_instance;

  OfficeTask *task;
  GtkWidget *state;
  GtkWidget *title;
  GtkWidget *column;
  GtkWidget *due;
  GtkWidget *people;
};

G_DEFINE_FINAL_TYPE (OfficeTaskLink, office_task_link, GTK_TYPE_BUTTON)

static const char *const column_hues[] = {
  [OFFICE_STATE_OPEN] = "slate",
  [OFFICE_STATE_DOING] = "yellow",
  [OFFICE_STATE_DONE] = "green",
};

static void
update_name (OfficeTaskLink *self)
{
  g_autofree char *name = NULL;

  /* Translators: a task's title, and the column of the board where it stands. */
  name = g_strdup_printf (_ ("Task: %s (%s)"), office_task_get_title (self->task),
                          office_task_get_column_name (self->task));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update (OfficeTaskLink *self)
{
  const OfficeColumnState state = office_task_get_state (self->task);
  const char *column = office_task_get_column_name (self->task);

  office_state_icon_set_state (OFFICE_STATE_ICON (self->state), state);
  gtk_label_set_label (GTK_LABEL (self->title), office_task_get_title (self->task));
  gtk_label_set_label (GTK_LABEL (self->column), column != NULL ? column : "");
  for (gsize i = 0; i < G_N_ELEMENTS (column_hues); i++)
    gtk_widget_remove_css_class (self->column, column_hues[i]);
  gtk_widget_add_css_class (self->column,
                            column_hues[(gsize) state < G_N_ELEMENTS (column_hues) ? state : OFFICE_STATE_OPEN]);
  gtk_widget_set_visible (GTK_WIDGET (self), !office_task_get_trashed (self->task));
  update_name (self);
}

static void
forget_task (OfficeTaskLink *self)
{
  if (self->task != NULL)
    g_signal_handlers_disconnect_by_data (self->task, self);
  g_clear_object (&self->task);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *box)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
measure (GtkWidget *box, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
         int *natural_baseline)
{
  int highest = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 16 + SPACING + SMALLEST_TITLE;
      *natural = WIDEST;
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int height;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
      highest = MAX (highest, height);
    }
  *minimum = *natural = highest;
}

static void
place (GtkWidget *box, GtkWidget *child, int x, int width, int height)
{
  const gboolean mirrored = gtk_widget_get_direction (box) == GTK_TEXT_DIR_RTL;
  const int left = mirrored ? gtk_widget_get_width (box) - x - width : x;

  gtk_widget_allocate (child, width, height, -1, gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (left, 0)));
}

/* Puts @child at the end of what is left, and tells what is left then. */
static int
place_at_end (GtkWidget *box, GtkWidget *child, int end, int height, gboolean fits)
{
  int width;

  gtk_widget_set_child_visible (child, fits && gtk_widget_get_visible (child));
  if (!fits || !gtk_widget_get_visible (child))
    return end;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  place (box, child, end - width, width, height);
  return end - width - SPACING;
}

static void
allocate (GtkWidget *box, int width, int height, int baseline)
{
  OfficeTaskLink *self = OFFICE_TASK_LINK (gtk_widget_get_parent (box));
  int end = width;
  int start;

  gtk_widget_measure (self->state, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &start, NULL, NULL);
  place (box, self->state, 0, start, height);
  start += SPACING;
  end = place_at_end (box, self->people, end, height, TRUE);
  end = place_at_end (box, self->due, end, height, width >= DUE_NEEDS);
  end = place_at_end (box, self->column, end, height, width >= CHIP_NEEDS);
  place (box, self->title, start, MAX (0, end - start), height);
}

static void
office_task_link_dispose (GObject *object)
{
  forget_task (OFFICE_TASK_LINK (object));
  G_OBJECT_CLASS (office_task_link_parent_class)->dispose (object);
}

static void
office_task_link_class_init (OfficeTaskLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_task_link_dispose;
}

static GtkWidget *
new_column_chip (void)
{
  GtkWidget *chip = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (chip), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (chip), 16);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (chip, "chip");
  return chip;
}

static void
office_task_link_init (OfficeTaskLink *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->state = office_state_icon_new ();
  self->title = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  self->column = new_column_chip ();
  self->due = office_due_chip_new ();
  self->people = office_people_pile_new (AVATAR_SIZE);

  gtk_box_append (GTK_BOX (box), self->state);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->column);
  gtk_box_append (GTK_BOX (box), self->due);
  gtk_box_append (GTK_BOX (box), self->people);
  gtk_widget_set_layout_manager (box, gtk_custom_layout_new (get_request_mode, measure, allocate));
  gtk_button_set_child (GTK_BUTTON (self), box);

  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "task-link");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * office_task_link_new:
 *
 * Returns: (transfer floating): a link to nothing, hidden
 */
GtkWidget *
office_task_link_new (void)
{
  return g_object_new (OFFICE_TYPE_TASK_LINK, NULL);
}

/**
 * office_task_link_get_task:
 *
 * Returns: (transfer none) (nullable): the task it opens
 */
OfficeTask *
office_task_link_get_task (OfficeTaskLink *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_LINK (self), NULL);

  return self->task;
}

/**
 * office_task_link_set_task:
 * @task: (nullable): the task to show; all of it is followed
 */
void
office_task_link_set_task (OfficeTaskLink *self, OfficeTask *task)
{
  g_return_if_fail (OFFICE_IS_TASK_LINK (self));
  g_return_if_fail (task == NULL || OFFICE_IS_TASK (task));

  if (task == self->task)
    return;
  forget_task (self);
  office_due_chip_set_task (OFFICE_DUE_CHIP (self->due), task);
  office_people_pile_set_model (OFFICE_PEOPLE_PILE (self->people),
                                task != NULL ? office_task_get_assignees (task) : NULL);
  if (task == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  self->task = g_object_ref (task);
  g_signal_connect_swapped (task, "notify", G_CALLBACK (update), self);
  /* The target comes first: an action without the target that it needs is warned about. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", office_task_get_id (task));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.open-task");
  update (self);
}
