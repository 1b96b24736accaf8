/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a start leaves out before the first frame is nothing that anybody sees: libadwaita's styles, the icons. */
#include "office-ui.h"

#include <adwaita.h>

static void
test_styles (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));
  g_autofree char *theme = NULL;
  GdkRGBA color;

  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &theme, NULL);
  g_assert_cmpstr (theme, ==, "Adwaita-empty");
  g_assert_true (
      gtk_style_context_lookup_color (gtk_widget_get_style_context (label), "headerbar_shade_color", &color));
  /* Nobody who is started by the program is told to look so, too. */
  g_assert_null (g_getenv ("GTK_THEME"));
  g_object_unref (label);
}

static void
test_icons (void)
{
  static const char *const names[] = { "office-send-symbolic", "office-calendar-symbolic",
                                       "adw-expander-arrow-symbolic", "window-close-symbolic" };
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (gtk_icon_theme_has_icon (theme, names[i]));
  g_assert_true (gtk_icon_theme_has_icon (theme, "com.example.Office"));
}

int
main (int argc, char **argv)
{
  office_ui_begin ();
  gtk_test_init (&argc, &argv, NULL);
  office_ui_init ();

  g_test_add_func ("/start/styles", test_styles);
  g_test_add_func ("/start/icons", test_icons);

  return g_test_run ();
}
