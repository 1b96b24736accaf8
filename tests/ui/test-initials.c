/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our sign of a name is that of libadwaita, in one widget. */
#include "office-initials.h"
#include "office-ui.h"

#include <adwaita.h>

static const char *const names[] = { "Anna Lindqvist",      "Mei 梅琳",         "Plato",
                                     "ñandú de  la pampa ", "شركة البناء",      " ",
                                     "e\xcc\x81mile zola",  "👩‍🚀 Space" };

/* Of the node that is painted, which of several it is in libadwaita. */
static const char *
find_color (GtkWidget *widget)
{
  g_auto (GStrv) classes = gtk_widget_get_css_classes (widget);
  const char *found = NULL;

  for (guint i = 0; found == NULL && classes[i] != NULL; i++)
    found = g_str_has_prefix (classes[i], "color") ? g_intern_string (classes[i]) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_color (child);
  return found;
}

static const char *
find_letters (GtkWidget *widget)
{
  const char *found = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_letters (child);
  return found;
}

static void
test_alike (void)
{
  GtkWidget *ours = g_object_ref_sink (office_initials_new (36));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *theirs = g_object_ref_sink (adw_avatar_new (36, names[i], TRUE));

      office_initials_set_name (OFFICE_INITIALS (ours), names[i], NULL);
      g_assert_cmpstr (find_color (ours), ==, find_color (theirs));
      if (!g_str_equal (names[i], " ")) /* of which theirs are nothing, and so are ours */
        g_assert_cmpstr (office_initials_get_letters (OFFICE_INITIALS (ours)), ==, find_letters (theirs));
      g_object_unref (theirs);
    }
  g_object_unref (ours);
}

/* One color, however often it is another name; nobody's has one, too. */
static void
test_change (void)
{
  GtkWidget *ours = g_object_ref_sink (office_initials_new (24));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    office_initials_set_name (OFFICE_INITIALS (ours), names[i], NULL);
  office_initials_set_name (OFFICE_INITIALS (ours), NULL, NULL);
  {
    g_auto (GStrv) classes = gtk_widget_get_css_classes (ours);

    g_assert_cmpuint (g_strv_length (classes), ==, 2); /* of the small, and the color */
    g_assert_true (gtk_widget_has_css_class (ours, "contrasted"));
  }
  g_assert_cmpstr (office_initials_get_letters (OFFICE_INITIALS (ours)), ==, "");
  office_initials_set_size (OFFICE_INITIALS (ours), 48);
  g_assert_false (gtk_widget_has_css_class (ours, "contrasted"));
  g_object_unref (ours);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  office_ui_init ();

  g_test_add_func ("/initials/alike", test_alike);
  g_test_add_func ("/initials/change", test_change);

  return g_test_run ();
}
