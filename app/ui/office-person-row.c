/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-person-row.h"

#include <glib/gi18n.h>

#include "office-avatar.h"
#include "office-text-clean.h"

#define AVATAR_SIZE 36

struct _OfficePersonRow {
  GtkListBoxRow parent_instance;

  OfficeSession *session;
  OfficePerson *person;

  GtkWidget *box;
  GtkWidget *avatar;
  GtkWidget *name;
  GtkWidget *status;
  GtkWidget *place;
  GtkWidget *time_box; /* shown where it is another time than here */
  GtkWidget *time;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficePersonRow, office_person_row, GTK_TYPE_LIST_BOX_ROW)

static void
append_part (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static char *
dup_place (OfficePerson *person, gint64 now)
{
  GString *text = g_string_new (NULL);
  g_autofree char *place = office_person_row_tells_place (person) ? office_person_dup_place_text (person) : NULL;
  g_autofree char *until = office_until_to_text (office_person_get_until (person), now);

  append_part (text, place);
  append_part (text, until);
  if (office_person_is_quiet (person))
    {
      g_autofree char *end = office_until_to_text (office_person_get_quiet_until (person), now);
      /* Translators: %s is until when, as in "until 15:00" */
      g_autofree char *quiet = end != NULL ? g_strdup_printf (_ ("do not disturb %s"), end)
                                           : g_strdup (_ ("do not disturb"));

      append_part (text, quiet);
    }
  return g_string_free (text, FALSE);
}

/* What people say of themselves may hold anything. */
static void
set_text (GtkWidget *label, const char *text)
{
  g_autofree char *clean = office_text_clean_dup (text);

  gtk_label_set_label (GTK_LABEL (label), clean);
  gtk_widget_set_tooltip_text (label, clean);
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static const char *
presence_to_words (OfficePerson *person)
{
  switch (office_person_get_presence (person))
    {
    case OFFICE_PRESENCE_HERE:
      return _ ("Here");
    case OFFICE_PRESENCE_AWAY:
      return _ ("Away");
    case OFFICE_PRESENCE_OFFLINE:
    default:
      return _ ("Not here");
    }
}

static void
update_name (OfficePersonRow *self)
{
  OfficePerson *person = self->person;
  /* TRANSLATORS: one's own row in a list of people */
  g_autofree char *name = office_person_is_me (person)
                              ? g_strdup_printf (_ ("%s (you)"), office_person_get_name (person))
                              : g_strdup (office_person_get_name (person));
  g_autofree char *status = office_person_dup_status_text (person);
  g_autofree char *place = dup_place (person, office_session_get_now (self->session));
  GString *spoken = g_string_new (name);
  const char *const parts[] = { presence_to_words (person), status, place };

  gtk_label_set_label (GTK_LABEL (self->name), name);
  set_text (self->status, status);
  set_text (self->place, place);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0' && (i == 0 || g_strcmp0 (parts[i], parts[0]) != 0))
      g_string_append_printf (spoken, ", %s", parts[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
  g_string_free (spoken, TRUE);
}

static void
update_time (OfficePersonRow *self)
{
  gint64 now = office_session_get_now (self->session);
  const char *zone = office_person_get_zone (self->person);
  g_autofree char *time = office_zone_differs (zone, now) ? office_zone_dup_time (zone, now) : NULL;
  g_autofree char *tip = NULL;

  gtk_widget_set_visible (self->time_box, time != NULL);
  if (time == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->time), time);
  /* Translators: the time where a person is; then the name of the time zone */
  tip = g_strdup_printf (_ ("It is %s there (%s)"), time, zone);
  gtk_widget_set_tooltip_text (self->time_box, tip);
}

static void
on_person_changed (OfficePersonRow *self)
{
  update_name (self);
  update_time (self);
  if (office_person_get_presence (self->person) == OFFICE_PRESENCE_OFFLINE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "absent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "absent");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
office_person_row_dispose (GObject *object)
{
  OfficePersonRow *self = OFFICE_PERSON_ROW (object);

  if (self->person != NULL)
    g_signal_handlers_disconnect_by_data (self->person, self);
  g_clear_object (&self->person);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_person_row_parent_class)->dispose (object);
}

static void
office_person_row_class_init (OfficePersonRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_person_row_dispose;

  signals[CHANGED] = g_signal_new ("changed", OFFICE_TYPE_PERSON_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static GtkWidget *
new_line (GtkWidget *column, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (column), label);
  return label;
}

static void
office_person_row_init (OfficePersonRow *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *clock = gtk_image_new_from_icon_name ("office-clock-symbolic");

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->avatar = office_avatar_new (AVATAR_SIZE);
  office_avatar_set_show_presence (OFFICE_AVATAR (self->avatar), TRUE);
  gtk_box_append (GTK_BOX (self->box), self->avatar);

  gtk_widget_set_hexpand (column, TRUE);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  self->name = new_line (column, "author");
  self->status = new_line (column, NULL);
  self->place = new_line (column, "stamp");
  gtk_box_append (GTK_BOX (self->box), column);

  self->time_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_add_css_class (self->time_box, "meta");
  gtk_box_append (GTK_BOX (self->time_box), clock);
  self->time = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->time, "numeric");
  gtk_box_append (GTK_BOX (self->time_box), self->time);
  gtk_box_append (GTK_BOX (self->box), self->time_box);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
}

static void
add_button (OfficePersonRow *self, const char *icon_name, const char *action, const char *target,
            const char *description)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self->box), button);
}

/**
 * office_person_row_new:
 * @session: where the person is
 * @person: who; followed from now on
 *
 * Returns: (transfer floating): the person's row
 */
GtkWidget *
office_person_row_new (OfficeSession *session, OfficePerson *person)
{
  static const char *const followed[] = { "name", "presence", "status",      "emoji", "place",
                                          "site", "until",    "quiet-until", "zone" };
  OfficePersonRow *self;
  g_autofree char *write = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (OFFICE_IS_PERSON (person), NULL);

  self = g_object_new (OFFICE_TYPE_PERSON_ROW, NULL);
  self->session = g_object_ref (session);
  self->person = g_object_ref (person);
  office_avatar_set_person (OFFICE_AVATAR (self->avatar), person);
  /* TRANSLATORS: %s is a person's name */
  write = g_strdup_printf (_ ("Write to %s"), office_person_get_name (person));
  if (office_person_is_me (person))
    add_button (self, "document-edit-symbolic", "win.set-status", NULL, _ ("Set Your Status"));
  else
    add_button (self, "office-chat-symbolic", "win.open-person", office_person_get_id (person), write);
  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", followed[i], NULL);

      g_signal_connect_swapped (person, signal, G_CALLBACK (on_person_changed), self);
    }
  on_person_changed (self);
  return GTK_WIDGET (self);
}

/**
 * office_person_row_get_person:
 *
 * Returns: (transfer none): who it shows
 */
OfficePerson *
office_person_row_get_person (OfficePersonRow *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON_ROW (self), NULL);

  return self->person;
}

/**
 * office_person_row_update_time:
 *
 * Shows what the clock says now, there and of what is yet to end.
 */
void
office_person_row_update_time (OfficePersonRow *self)
{
  g_return_if_fail (OFFICE_IS_PERSON_ROW (self));

  update_name (self);
  update_time (self);
}

/**
 * office_person_row_tells_place:
 * @person: a person
 *
 * Returns: whether it is known where they are: they are here, or have said it
 */
gboolean
office_person_row_tells_place (OfficePerson *person)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (person), FALSE);

  return office_person_get_presence (person) != OFFICE_PRESENCE_OFFLINE
         || office_person_get_place (person) != OFFICE_PLACE_OFFICE || office_person_get_site (person) != NULL;
}
