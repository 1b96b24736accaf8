/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-work-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "office-beside-notes.h"
#include "office-date-popover.h"
#include "office-task-rows.h"
#include "office-when.h"

#define NARROW  480 /* pixels */
#define MORNING 9   /* o'clock */

struct _OfficeWorkPage {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeWork *work;
  gboolean narrow;
  gboolean several; /* offices */
  GtkWidget *box;
  GtkWidget *notes; /* which other offices are not well */
  GtkWidget *stack;
  GtkWidget *rows;
  GtkWidget *menu; /* of snoozing; nullable */
  OfficeTask *snoozing;
};

G_DEFINE_FINAL_TYPE (OfficeWorkPage, office_work_page, GTK_TYPE_WIDGET)

static void
update (OfficeWorkPage *self)
{
  if (self->several != office_work_has_several (self->work))
    {
      self->several = !self->several;
      office_task_rows_refresh (OFFICE_TASK_ROWS (self->rows));
    }
  office_beside_notes_set_beside (OFFICE_BESIDE_NOTES (self->notes), office_work_get_beside (self->work));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    office_work_get_n_tasks (self->work) > 0 ? "work" : "nothing");
}

/* ---- snoozing ---- */

static void
snooze (OfficeWorkPage *self, OfficeTask *task, gint64 until)
{
  OfficeSession *session = office_work_find_session (self->work, task);
  g_autoptr (GError) error = NULL;

  if (session == NULL)
    return;
  office_session_snooze_task (session, office_task_get_id (task), until, &error);
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

static void
snooze_for (GtkWidget *widget, const char *name, GVariant *target)
{
  OfficeWorkPage *self = OFFICE_WORK_PAGE (widget);

  if (self->snoozing != NULL)
    snooze (self, self->snoozing, g_variant_get_int64 (target));
}

static void
on_date_chosen (GtkWidget *popover, gint64 since, OfficeWorkPage *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gint64 now = office_session_get_now (self->session);
  gint64 morning = office_when_on_day (since, zone, 0, MORNING);

  if (self->snoozing != NULL && morning > now)
    snooze (self, self->snoozing, morning);
}

static void
snooze_until_date (GtkWidget *widget, const char *name, GVariant *target)
{
  OfficeWorkPage *self = OFFICE_WORK_PAGE (widget);
  GtkWidget *popover = office_date_popover_new_for_day ();

  g_signal_connect (popover, "chosen", G_CALLBACK (on_date_chosen), self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = popover;
  gtk_widget_set_parent (popover, widget);
  office_date_popover_open (OFFICE_DATE_POPOVER (popover), widget, office_session_get_now (self->session));
}

static void
append_time (GMenu *menu, const char *label, gint64 until)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "work.snooze", "x", until);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_snooze_menu (OfficeWorkPage *self, OfficeTask *task)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gint64 now = office_session_get_now (self->session);
  GMenu *menu = g_menu_new ();

  if (office_work_get_snoozed_until (self->work, task) > 0)
    append_time (menu, _ ("_Show It Now"), 0);
  append_time (menu, _ ("In _Three Hours"), now + 3 * 60 * 60 * 1000);
  append_time (menu, _ ("T_omorrow"), office_when_on_day (now, zone, 1, MORNING));
  append_time (menu, _ ("_Next Week"), office_when_next_weekday (now, zone, 1, MORNING));
  g_menu_append (menu, _ ("_Date…"), "work.snooze-until-date");
  return G_MENU_MODEL (menu);
}

/* Below a row. */
static gboolean
show_snooze_menu (OfficeWorkPage *self, OfficeTask *task, GtkWidget *row)
{
  g_autoptr (GMenuModel) model = NULL;
  graphene_rect_t place;

  if (office_task_get_state (task) == OFFICE_STATE_DONE || !gtk_widget_compute_bounds (row, GTK_WIDGET (self), &place))
    return FALSE;
  g_set_object (&self->snoozing, task);
  model = make_snooze_menu (self, task);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (model);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle){ (int) (place.origin.x + place.size.width / 2),
                                                (int) (place.origin.y + place.size.height - 8), 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
  return TRUE;
}

static gboolean
on_key (OfficeTaskRows *rows, OfficeTask *task, guint key, GdkModifierType state, OfficeWorkPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return key == GDK_KEY_s && state == 0 && focus != NULL && show_snooze_menu (self, task, focus);
}

static void
on_snooze_clicked (OfficeTaskRows *rows, OfficeTaskRow *row, OfficeWorkPage *self)
{
  show_snooze_menu (self, office_task_row_get_task (row), GTK_WIDGET (row));
}

static void
on_toggle_group (OfficeTaskRows *rows, OfficeTaskGroup *group, OfficeWorkPage *self)
{
  office_work_toggle_group (self->work, group);
}

/* ---- the page ---- */

static void
office_work_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OfficeWorkPage *self = OFFICE_WORK_PAGE (widget);

  if ((width < NARROW) != self->narrow)
    {
      self->narrow = width < NARROW;
      office_task_rows_set_narrow (OFFICE_TASK_ROWS (self->rows), self->narrow);
    }
  gtk_widget_size_allocate (self->box, &(GtkAllocation){ 0, 0, width, height }, baseline);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
office_work_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (OFFICE_WORK_PAGE (widget)->box, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static void
office_work_page_dispose (GObject *object)
{
  OfficeWorkPage *self = OFFICE_WORK_PAGE (object);

  if (self->work != NULL)
    g_signal_handlers_disconnect_by_data (self->work, self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->snoozing);
  g_clear_object (&self->work);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_work_page_parent_class)->dispose (object);
}

static void
office_work_page_class_init (OfficeWorkPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = office_work_page_dispose;
  widget_class->size_allocate = office_work_page_size_allocate;
  widget_class->measure = office_work_page_measure;
  gtk_widget_class_install_action (widget_class, "work.snooze", "x", snooze_for);
  gtk_widget_class_install_action (widget_class, "work.snooze-until-date", NULL, snooze_until_date);
}

static void
office_work_page_init (OfficeWorkPage *self)
{
}

static GtkWidget *
build_nothing (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "office-done-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Nothing to Do"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("Tasks that are assigned to you are shown here, whichever room they are in."));
  return page;
}

/**
 * office_work_page_new:
 * @session: the office
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
office_work_page_new (OfficeSession *session)
{
  OfficeWorkPage *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_WORK_PAGE, NULL);
  self->session = g_object_ref (session);
  self->work = g_object_ref (office_session_get_work (session));
  self->rows = office_task_rows_new (self->work);
  office_task_rows_set_model (OFFICE_TASK_ROWS (self->rows), NULL, G_LIST_MODEL (self->work));
  g_signal_connect (self->rows, "toggle-group", G_CALLBACK (on_toggle_group), self);
  g_signal_connect (self->rows, "snooze", G_CALLBACK (on_snooze_clicked), self);
  g_signal_connect (self->rows, "key", G_CALLBACK (on_key), self);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), self->rows, "work");
  gtk_stack_add_named (GTK_STACK (self->stack), build_nothing (), "nothing");
  gtk_widget_set_vexpand (self->stack, TRUE);
  self->notes = office_beside_notes_new (session);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_box_append (GTK_BOX (self->box), self->notes);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->work, "updated", G_CALLBACK (update), self);
  update (self);
  return GTK_WIDGET (self);
}
