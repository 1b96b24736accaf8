/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-ui.h"

#include <adwaita.h>

#include "office-resources.h"
#ifdef OFFICE_HAVE_SYMBOLS
#include "office-symbols.h"
#endif

#define RESOURCE_PATH "/com/example/Office"

static void
follow_dark (AdwStyleManager *manager, GParamSpec *pspec, gpointer data)
{
  GdkDisplay *display = adw_style_manager_get_display (manager);
  GtkStyleProvider *dark = data;

  gtk_style_context_remove_provider_for_display (display, dark);
  if (adw_style_manager_get_dark (manager))
    gtk_style_context_add_provider_for_display (display, dark, GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

/* GTK's settings read the theme of their name when they come up, and only then does libadwaita, whose styles replace it, name
 * this one of its own, with nothing in it. The environment is the only way to name it before. */
#define THEME_VARIABLE "GTK_THEME"
#define EMPTY_THEME    "Adwaita-empty"

/**
 * office_ui_begin:
 *
 * Has GTK leave out its default theme, which libadwaita replaces: reading it takes a sixth of the time until a window stands.
 * To be called first of all in the program, before there are other threads, as the environment is written; the variable is gone
 * with office_ui_init(). A theme that somebody asks for stays.
 */
void
office_ui_begin (void)
{
  g_setenv (THEME_VARIABLE, EMPTY_THEME, FALSE);
}

/* libadwaita takes the variable for somebody's wish to have no look of its own, so it must be gone before that is asked. */
static void
make_settings (void)
{
  if (g_strcmp0 (g_getenv (THEME_VARIABLE), EMPTY_THEME) != 0)
    return;
  gtk_settings_get_default ();
  g_unsetenv (THEME_VARIABLE);
}

static GtkCssProvider *
load_provider (const char *path)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, path);
  return provider;
}

/**
 * office_ui_init:
 *
 * Brings up GTK and libadwaita, and registers templates, icons and the look for the default display. A display must be there.
 * Further calls do nothing. Main thread only; the application calls it at startup, before libadwaita's own; tests call it
 * themselves.
 */
void
office_ui_init (void)
{
  static gboolean done = FALSE;
  g_autoptr (GtkCssProvider) light = NULL;
  g_autoptr (GtkCssProvider) dark = NULL;
  GdkDisplay *display;
  AdwStyleManager *manager;

  if (done)
    return;
  done = TRUE;

  /* Before the icon theme comes up, which reads what there is. */
  g_resources_register (office_get_resource ());
#ifdef OFFICE_HAVE_SYMBOLS
  g_resources_register (office_symbols_get_resource ());
#endif
  gtk_init ();
  make_settings ();
  adw_init ();
  display = gdk_display_get_default ();

  light = load_provider (RESOURCE_PATH "/look/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (light),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  dark = load_provider (RESOURCE_PATH "/look/style-dark.css");
  manager = adw_style_manager_get_for_display (display);
  g_signal_connect_data (manager, "notify::dark", G_CALLBACK (follow_dark), g_object_ref (dark),
                         (GClosureNotify) g_object_unref, 0);
  follow_dark (manager, NULL, dark);
}

static void
on_title_changed (GtkEditable *row)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (row)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
}

/**
 * office_ui_name_entry_rows:
 * @widget: a page or a dialog
 *
 * Gives the text of every entry row in it the row's title as its accessible name: libadwaita 1.2 shows the title without
 * saying that it belongs to the text.
 */
void
office_ui_name_entry_rows (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (ADW_IS_ENTRY_ROW (widget))
    {
      g_signal_connect (widget, "notify::title", G_CALLBACK (on_title_changed), NULL);
      on_title_changed (GTK_EDITABLE (widget));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    office_ui_name_entry_rows (child);
}
