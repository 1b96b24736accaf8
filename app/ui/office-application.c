/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-application.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <locale.h>

#include "office-answer.h"
#include "office-notifier.h"
#include "office-ui.h"
#include "office-window.h"

/*
 * One program, one window: a second `office` hands its link over to the first and ends. A demonstration is a program of its
 * own, so that it neither touches nor is touched by the office that one works in.
 */

#define OFFICE_TYPE_APPLICATION (office_application_get_type ())
G_DECLARE_FINAL_TYPE (OfficeApplication, office_application, OFFICE, APPLICATION, AdwApplication)

struct _OfficeApplication {
  AdwApplication parent_instance;

  const OfficeApplicationHooks *hooks;
  gboolean demo;
  OfficeSession *demo_session;
  char *demo_room; /* to be opened first */
  OfficeDesk *desk;
};

G_DEFINE_FINAL_TYPE (OfficeApplication, office_application, ADW_TYPE_APPLICATION)

static OfficeWindow *
find_window (OfficeApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *at = windows; at != NULL; at = at->next)
    if (OFFICE_IS_WINDOW (at->data))
      return at->data;
  return NULL;
}

static OfficeWindow *
require_window (OfficeApplication *self)
{
  OfficeWindow *window = find_window (self);

  if (window == NULL)
    window = OFFICE_WINDOW (office_window_new (GTK_APPLICATION (self), self->desk));
  return window;
}

/* ---- actions ---- */

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const developers[] = { "The Office contributors", NULL };

  adw_show_about_window (GTK_WINDOW (find_window (data)), "application-name", _ ("Office"), "application-icon",
                         "com.example.Office", "version", OFFICE_VERSION, "comments",
                         _ ("Messages and tasks of your team, live, on your own network."), "developer-name",
                         developers[0], "developers", developers, "license-type", GTK_LICENSE_GPL_3_0,
                         /* TRANSLATORS: your names, one a line */
                         "translator-credits", _ ("translator-credits"), NULL);
}

static void
show_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficeWindow *window = find_window (data);
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWindow *shortcuts;

  if (window == NULL)
    return;
  builder = gtk_builder_new_from_resource ("/com/example/Office/office-shortcuts.ui");
  shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));
  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (window));
  gtk_window_present (shortcuts);
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficeWindow *window = find_window (data);

  if (window != NULL)
    office_window_save_state (window);
  g_application_quit (data);
}

static void
add_accelerators (OfficeApplication *self)
{
  static const struct {
    const char *action;
    const char *keys[3];
  } accelerators[] = {
    { "app.quit", { "<Control>q" } },
    { "win.preferences", { "<Control>comma" } },
    { "app.shortcuts", { "<Control>question", "<Control>slash" } },
    { "window.close", { "<Control>w" } },
    { "win.previous-room", { "<Alt>Up" } },
    { "win.next-room", { "<Alt>Down" } },
    { "win.show-conversation", { "<Alt>1" } },
    { "win.show-tasks", { "<Alt>2" } },
    { "win.show-files", { "<Alt>3" } },
    { "win.open-page::work", { "<Control><Shift>t" } },
    { "win.open-page::activity", { "<Control><Shift>a" } },
    { "win.open-page::saved", { "<Control><Shift>s" } },
    { "win.open-page::people", { "<Control><Shift>p" } },
    { "win.set-status", { "<Control><Shift>y" } },
    { "win.toggle-quiet", { "<Control><Shift>h" } },
    { "win.search", { "<Control>f" } },
    { "win.go-to", { "<Control>k" } },
    { "win.jump-to-date", { "<Control>j" } },
    { "win.show-pinned", { "<Control>p" } },
    { "win.attach-files", { "<Control>u" } },
    { "win.browse-rooms", { "<Control><Shift>l" } },
    { "win.favourite-room::", { "<Control><Shift>f" } },
    { "win.mute-room::", { "<Control><Shift>m" } },
    { "win.room-details::", { "<Alt>Return" } },
    { "win.back", { "<Alt>Left" } },
    { "win.forward", { "<Alt>Right" } },
    { "win.new-task", { "<Control>n" } },
    { "win.remind-task::", { "<Control><Shift>r" } },
    { "win.new-room", { "<Control><Shift>n" } },
    { "win.new-direct", { "<Control><Shift>d" } },
    { "win.invite", { "<Control><Alt>i" } }, /* <Control>i is for italics */
  };

  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action, accelerators[i].keys);
}

/* From the desktop: the window comes up, and a task can be typed. */
static void
new_task (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficeWindow *window;

  g_application_activate (data);
  window = find_window (data);
  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.new-task", NULL);
}

/* ---- overrides ---- */

static gboolean
start_demo (OfficeApplication *self)
{
  g_autoptr (GError) error = NULL;

  if (self->demo_session != NULL)
    return TRUE;
  if (self->hooks != NULL && self->hooks->start_demo != NULL
      && self->hooks->start_demo (&self->demo_session, &self->demo_room, &error))
    return TRUE;
  g_printerr ("office: %s\n", error != NULL ? error->message : _ ("This Office was built without its demonstration"));
  return FALSE;
}

static void
office_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "about", show_about, NULL, NULL, NULL },
    { "shortcuts", show_shortcuts, NULL, NULL, NULL },
    { "new-task", new_task, NULL, NULL, NULL },
    { "quit", quit, NULL, NULL, NULL },
  };
  OfficeApplication *self = OFFICE_APPLICATION (application);

  office_ui_init ();
  G_APPLICATION_CLASS (office_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (OFFICE_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  office_notifier_install_actions (application);
  add_accelerators (self);
  if (!self->demo)
    {
      g_autoptr (OfficeClock) clock = office_system_clock_new ();
      g_autoptr (OfficeRandom) random = office_system_random_new ();

      self->desk = office_desk_new (NULL, clock, random);
      office_answer_set_desk (application, self->desk);
    }
}

static void
office_application_activate (GApplication *application)
{
  OfficeApplication *self = OFFICE_APPLICATION (application);
  OfficeWindow *window;

  if (self->demo && !start_demo (self))
    {
      g_application_quit (application);
      return;
    }
  window = require_window (self);
  if (self->demo)
    {
      g_autofree char *room = g_steal_pointer (&self->demo_room);

      office_window_show_session (window, self->demo_session, NULL);
      if (room != NULL)
        office_window_begin_with_room (window, room);
    }
  else
    {
      office_window_start (window);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static void
office_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  OfficeApplication *self = OFFICE_APPLICATION (application);
  g_autofree char *link = n_files > 0 ? g_file_get_uri (files[0]) : NULL;

  office_application_activate (application);
  if (link != NULL && find_window (self) != NULL)
    office_window_open_link (find_window (self), link);
}

static int
office_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  OfficeApplication *self = OFFICE_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Office %s\n", OFFICE_VERSION);
      return 0;
    }
  if (g_variant_dict_contains (options, "demo"))
    {
      self->demo = TRUE;
      g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    }
  return -1;
}

static void
office_application_shutdown (GApplication *application)
{
  OfficeApplication *self = OFFICE_APPLICATION (application);
  OfficeWindow *window = find_window (self);

  if (window != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
  office_answer_set_desk (application, NULL);
  g_clear_object (&self->desk);
  if (self->demo_session != NULL)
    {
      office_session_stop (self->demo_session);
      g_clear_object (&self->demo_session);
      g_clear_pointer (&self->demo_room, g_free);
      if (self->hooks->stop_demo != NULL)
        self->hooks->stop_demo ();
    }

  G_APPLICATION_CLASS (office_application_parent_class)->shutdown (application);
}

static void
office_application_class_init (OfficeApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = office_application_startup;
  application_class->activate = office_application_activate;
  application_class->open = office_application_open;
  application_class->handle_local_options = office_application_handle_local_options;
  application_class->shutdown = office_application_shutdown;
}

static void
office_application_init (OfficeApplication *self)
{
  static const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open a demonstration with data that is thrown away"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { "serve", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Host an office, without a window; see office --serve --help"),
      NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[LINK]"));
  g_application_set_option_context_summary (
      G_APPLICATION (self), _ ("Shared tasks and messages of a team. LINK is an invitation, office://…"));
}

/* ---- public ---- */

/**
 * office_application_main:
 * @argc: the number of arguments
 * @argv: the arguments, with the program's name
 * @hooks: (nullable): what takes both halves of the program; must stay until the end
 *
 * Runs the window until it is closed.
 *
 * Returns: the program's exit status
 */
int
office_application_main (int argc, char **argv, const OfficeApplicationHooks *hooks)
{
  g_autoptr (OfficeApplication) application = NULL;
  const char *catalogues = g_getenv ("OFFICE_LOCALE_DIRECTORY");

  office_ui_begin ();
  setlocale (LC_ALL, "");
  /* The environment names the catalogues of a build that is not installed. */
  bindtextdomain (GETTEXT_PACKAGE, catalogues != NULL ? catalogues : OFFICE_LOCALE_DIRECTORY);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Office"));

  application = g_object_new (OFFICE_TYPE_APPLICATION, "application-id", OFFICE_APPLICATION_ID, "flags",
                              G_APPLICATION_HANDLES_OPEN, NULL);
  /* GTK would have the icon theme read itself once more for icons that might be there; office_ui_init() knows what is. */
  g_application_set_resource_base_path (G_APPLICATION (application), NULL);
  application->hooks = hooks;
  return g_application_run (G_APPLICATION (application), argc, argv);
}
