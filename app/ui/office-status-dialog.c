/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-status-dialog.h"

#include <glib/gi18n.h>

#define LONGEST_STATUS 120
#define LONGEST_SITE   80
#define SOME_EMOJI     "💬" /* while there is none */

struct _OfficeStatusDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  char *emoji; /* nullable */

  GtkMenuButton *emoji_button;
  GtkLabel *emoji_label;
  GtkEditable *status_row;
  GtkFlowBox *presets_box;
  AdwComboRow *place_row;
  GtkEditable *site_row;
  AdwComboRow *until_row;
  GtkWidget *date_box;
  GtkCalendar *calendar;
  GtkSpinButton *hour;
  GtkSpinButton *minute;
  GtkWidget *clear_button;
  GtkLabel *error_label;
};

G_DEFINE_FINAL_TYPE (OfficeStatusDialog, office_status_dialog, ADW_TYPE_WINDOW)

static const struct {
  OfficeUntilChoice choice;
  const char *label;
} ends[] = {
  { OFFICE_UNTIL_FOR_EVER, N_ ("I change it") }, { OFFICE_UNTIL_HALF_HOUR, N_ ("In 30 minutes") },
  { OFFICE_UNTIL_HOUR, N_ ("In 1 hour") },       { OFFICE_UNTIL_TWO_HOURS, N_ ("In 2 hours") },
  { OFFICE_UNTIL_MIDNIGHT, N_ ("Today") },       { OFFICE_UNTIL_WEEKEND, N_ ("This week") },
};
#define AT_DATE G_N_ELEMENTS (ends) /* the last choice: a day and a time */

static const struct {
  const char *emoji;
  const char *status;
  OfficePlace place;
  OfficeUntilChoice until;
} presets[] = {
  { "📅", N_ ("In a meeting"), OFFICE_PLACE_OFFICE, OFFICE_UNTIL_HOUR },
  { "🍽️", N_ ("Lunch"), OFFICE_PLACE_OFFICE, OFFICE_UNTIL_HOUR },
  { "🎯", N_ ("Focusing"), OFFICE_PLACE_OFFICE, OFFICE_UNTIL_TWO_HOURS },
  { "🏡", N_ ("Working from home"), OFFICE_PLACE_HOME, OFFICE_UNTIL_MIDNIGHT },
  { "🚆", N_ ("On the road"), OFFICE_PLACE_ROAD, OFFICE_UNTIL_MIDNIGHT },
  { "🤒", N_ ("Out sick"), OFFICE_PLACE_HOME, OFFICE_UNTIL_MIDNIGHT },
  { "🌴", N_ ("On holiday"), OFFICE_PLACE_ROAD, OFFICE_UNTIL_WEEKEND },
};

/* ---- fields ---- */

static char *
dup_text (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static void
set_emoji (OfficeStatusDialog *self, const char *emoji)
{
  g_autofree char *copy = emoji != NULL && *emoji != '\0' ? g_strdup (emoji) : NULL;

  g_free (self->emoji);
  self->emoji = g_steal_pointer (&copy);
  gtk_label_set_label (self->emoji_label, self->emoji != NULL ? self->emoji : SOME_EMOJI);
  gtk_widget_set_opacity (GTK_WIDGET (self->emoji_label), self->emoji != NULL ? 1 : .45);
}

static void
choose_end (OfficeStatusDialog *self, OfficeUntilChoice choice)
{
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (ends[i].choice == choice)
      adw_combo_row_set_selected (self->until_row, i);
}

static void
set_date (OfficeStatusDialog *self, gint64 until)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (until / 1000);

  gtk_calendar_select_day (self->calendar, when);
  gtk_spin_button_set_value (self->hour, g_date_time_get_hour (when));
  gtk_spin_button_set_value (self->minute, g_date_time_get_minute (when));
}

static gint64
get_date (OfficeStatusDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) when = g_date_time_new_local (
      g_date_time_get_year (day), g_date_time_get_month (day), g_date_time_get_day_of_month (day),
      gtk_spin_button_get_value_as_int (self->hour), gtk_spin_button_get_value_as_int (self->minute), 0);

  return when != NULL ? g_date_time_to_unix (when) * 1000 : 0;
}

/* 0: until it is changed */
static gint64
get_until (OfficeStatusDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->until_row);
  gint64 until;

  if (selected >= AT_DATE)
    return get_date (self);
  until = office_until_choose (ends[selected].choice, office_session_get_now (self->session));
  return until < OFFICE_UNTIL_CHANGED ? until : 0;
}

/* ---- callbacks ---- */

static void
on_changed (OfficeStatusDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
}

static void
on_emoji_picked (OfficeStatusDialog *self, const char *emoji)
{
  set_emoji (self, emoji);
}

static void
on_end_chosen (OfficeStatusDialog *self)
{
  gtk_widget_set_visible (self->date_box, adw_combo_row_get_selected (self->until_row) >= AT_DATE);
  on_changed (self);
}

static void
on_preset (OfficeStatusDialog *self, GtkWidget *button)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "preset"));

  set_emoji (self, presets[i].emoji);
  gtk_editable_set_text (self->status_row, _ (presets[i].status));
  adw_combo_row_set_selected (self->place_row, presets[i].place);
  choose_end (self, presets[i].until);
}

static void
show_error (OfficeStatusDialog *self, const char *message)
{
  gtk_label_set_label (self->error_label, message);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
}

static void
apply (OfficeStatusDialog *self, const OfficeWhereabouts *whereabouts)
{
  g_autoptr (GError) error = NULL;

  if (office_session_set_whereabouts (self->session, whereabouts, &error))
    gtk_window_close (GTK_WINDOW (self));
  else
    show_error (self, error->message);
}

static void
on_accept (OfficeStatusDialog *self)
{
  g_autofree char *status = dup_text (self->status_row);
  g_autofree char *site = dup_text (self->site_row);
  OfficeWhereabouts whereabouts = { .emoji = self->emoji,
                                    .status = status,
                                    .site = site,
                                    .place = (OfficePlace) adw_combo_row_get_selected (self->place_row),
                                    .until = get_until (self) };

  if (whereabouts.until != 0 && whereabouts.until <= office_session_get_now (self->session))
    show_error (self, _ ("This time has passed already"));
  else if (g_utf8_strlen (status, -1) > LONGEST_STATUS || g_utf8_strlen (site, -1) > LONGEST_SITE)
    show_error (self, _ ("This is too long: a status has at most 120 characters, a place 80"));
  else
    apply (self, &whereabouts);
}

static void
on_clear (OfficeStatusDialog *self)
{
  apply (self, &(OfficeWhereabouts){ 0 });
}

/* ---- overrides ---- */

static void
office_status_dialog_dispose (GObject *object)
{
  OfficeStatusDialog *self = OFFICE_STATUS_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->emoji, g_free);

  G_OBJECT_CLASS (office_status_dialog_parent_class)->dispose (object);
}

static void
office_status_dialog_class_init (OfficeStatusDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_status_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-status-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeStatusDialog, emoji_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeStatusDialog, emoji_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeStatusDialog, status_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeStatusDialog, presets_box);
  gtk_widget_class_bind_template_child (widget_class, OfficeStatusDialog, place_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeStatusDialog, site_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeStatusDialog, until_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeStatusDialog, date_box);
  gtk_widget_class_bind_template_child (widget_class, OfficeStatusDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, OfficeStatusDialog, hour);
  gtk_widget_class_bind_template_child (widget_class, OfficeStatusDialog, minute);
  gtk_widget_class_bind_template_child (widget_class, OfficeStatusDialog, clear_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeStatusDialog, error_label);
  gtk_widget_class_bind_template_callback (widget_class, on_accept);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_emoji_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_end_chosen);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
add_presets (OfficeStatusDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      g_autofree char *label = g_strdup_printf ("%s %s", presets[i].emoji, _ (presets[i].status));
      GtkWidget *button = gtk_button_new_with_label (label);

      gtk_widget_add_css_class (button, "filter");
      g_object_set_data (G_OBJECT (button), "preset", GUINT_TO_POINTER (i));
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_preset), self, G_CONNECT_SWAPPED);
      gtk_flow_box_append (self->presets_box, button);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
}

static void
fill_choices (OfficeStatusDialog *self)
{
  g_autoptr (GtkStringList) places = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) untils = gtk_string_list_new (NULL);

  for (guint i = OFFICE_PLACE_OFFICE; i <= OFFICE_PLACE_SITE; i++)
    gtk_string_list_append (places, office_place_to_text ((OfficePlace) i));
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    gtk_string_list_append (untils, _ (ends[i].label));
  gtk_string_list_append (untils, _ ("A day and a time"));
  adw_combo_row_set_model (self->place_row, G_LIST_MODEL (places));
  adw_combo_row_set_model (self->until_row, G_LIST_MODEL (untils));
}

static gboolean
show_two_digits (GtkSpinButton *spin)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

/* What is typed into stands inside of the row, which alone has its title. */
static void
name_text (GtkEditable *row)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (row)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
}

static void
office_status_dialog_init (OfficeStatusDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_text (self->status_row);
  name_text (self->site_row);
  g_signal_connect (self->hour, "output", G_CALLBACK (show_two_digits), NULL);
  g_signal_connect (self->minute, "output", G_CALLBACK (show_two_digits), NULL);
  add_presets (self);
  fill_choices (self);
}

/* What is said now, to be changed. */
static void
show_current (OfficeStatusDialog *self)
{
  OfficePerson *me = office_session_get_me (self->session);
  const char *status = office_person_get_status (me);
  const char *site = office_person_get_site (me);
  gint64 until = office_person_get_until (me);
  gboolean something = status != NULL || site != NULL || until != 0 || office_person_get_emoji (me) != NULL
                       || office_person_get_place (me) != OFFICE_PLACE_OFFICE;

  set_emoji (self, office_person_get_emoji (me));
  gtk_editable_set_text (self->status_row, status != NULL ? status : "");
  gtk_editable_set_text (self->site_row, site != NULL ? site : "");
  adw_combo_row_set_selected (self->place_row, office_person_get_place (me));
  set_date (self,
            until != 0 ? until : office_until_choose (OFFICE_UNTIL_MORNING, office_session_get_now (self->session)));
  adw_combo_row_set_selected (self->until_row, until != 0 ? AT_DATE : 0);
  gtk_widget_set_visible (self->clear_button, something);
}

/**
 * office_status_dialog_new:
 * @session: the office
 *
 * Returns: (transfer floating): a dialog with what one says of oneself now
 */
GtkWidget *
office_status_dialog_new (OfficeSession *session)
{
  OfficeStatusDialog *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_STATUS_DIALOG, NULL);
  self->session = g_object_ref (session);
  show_current (self);
  on_end_chosen (self);
  return GTK_WIDGET (self);
}
