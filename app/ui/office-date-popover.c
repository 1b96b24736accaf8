/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-date-popover.h"

#include <glib/gi18n.h>

struct _OfficeDatePopover {
  GtkPopover parent_instance;

  GtkWidget *calendar;
  GtkWidget *beginning;
  GtkWidget *accept;
  gboolean turning; /* the calendar goes to a day by itself */
  int month;        /* the one that it last showed: year * 12 + month of year */
};

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeDatePopover, office_date_popover, GTK_TYPE_POPOVER)

static void
choose (OfficeDatePopover *self, gint64 since)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, since);
}

static int
get_month (GDateTime *day)
{
  return g_date_time_get_year (day) * 12 + g_date_time_get_month (day);
}

static void
jump (OfficeDatePopover *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_autoptr (GDateTime) beginning = NULL;

  beginning = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                     g_date_time_get_day_of_month (day), 0, 0, 0);
  choose (self, g_date_time_to_unix (beginning) * 1000);
}

/* From the 31st the calendar goes to the 30th when its page is turned to a shorter month: nobody chose that day. A day of
 * another month that is pressed turns the page first. */
static void
on_day_selected (OfficeDatePopover *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  gboolean turned = get_month (day) != self->month;

  self->month = get_month (day);
  if (!self->turning && !turned)
    jump (self);
}

static void
on_page_turned (OfficeDatePopover *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));

  self->month = get_month (day);
}

static void
on_beginning (OfficeDatePopover *self)
{
  choose (self, 0);
}

/* The day on which the calendar stands is not selected anew when it is pressed: for the keyboard there is a button. */
static GtkWidget *
create_buttons (OfficeDatePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->beginning = gtk_button_new_with_mnemonic (_ ("_Beginning"));
  self->accept = gtk_button_new_with_mnemonic (_ ("_Jump"));
  gtk_widget_add_css_class (self->beginning, "flat");
  gtk_widget_add_css_class (self->accept, "suggested-action");
  gtk_widget_set_hexpand (self->accept, TRUE);
  gtk_widget_set_halign (self->accept, GTK_ALIGN_END);
  g_signal_connect_object (self->beginning, "clicked", G_CALLBACK (on_beginning), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->accept, "clicked", G_CALLBACK (jump), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->beginning);
  gtk_box_append (GTK_BOX (box), self->accept);
  gtk_popover_set_default_widget (GTK_POPOVER (self), self->accept);
  return box;
}

static void
office_date_popover_class_init (OfficeDatePopoverClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", OFFICE_TYPE_DATE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
office_date_popover_init (OfficeDatePopover *self)
{
  static const char *const turns[] = { "prev-month", "next-month", "prev-year", "next-year" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->calendar = gtk_calendar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Day"), -1);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (on_day_selected), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    g_signal_connect_object (self->calendar, turns[i], G_CALLBACK (on_page_turned), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->calendar);
  gtk_box_append (GTK_BOX (box), create_buttons (self));
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
}

/**
 * office_date_popover_new:
 *
 * Returns: (transfer floating): a popover; give it a parent
 */
GtkWidget *
office_date_popover_new (void)
{
  return g_object_new (OFFICE_TYPE_DATE_POPOVER, NULL);
}

/**
 * office_date_popover_new_for_day:
 *
 * Returns: (transfer floating): one for a day that is to be set, which has no beginning; give it a parent
 */
GtkWidget *
office_date_popover_new_for_day (void)
{
  OfficeDatePopover *self = g_object_new (OFFICE_TYPE_DATE_POPOVER, NULL);

  gtk_widget_set_visible (self->beginning, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->accept), _ ("_Set"));
  return GTK_WIDGET (self);
}

/**
 * office_date_popover_open:
 * @at: a control in the popover's parent, below which it opens
 * @today: ms since 1970
 */
void
office_date_popover_open (OfficeDatePopover *self, GtkWidget *at, gint64 today)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (today / 1000);
  graphene_rect_t bounds;
  GdkRectangle place;

  g_return_if_fail (OFFICE_IS_DATE_POPOVER (self));

  if (gtk_widget_compute_bounds (at, gtk_widget_get_parent (GTK_WIDGET (self)), &bounds))
    {
      place = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                              (int) bounds.size.height };
      gtk_popover_set_pointing_to (GTK_POPOVER (self), &place);
    }
  self->turning = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), day);
  self->turning = FALSE;
  self->month = get_month (day);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->calendar);
}
