/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-target.h"

#include "office-id.h"

static const struct {
  const char *name; /* as in office:NAME/ID */
  OfficeSpanKind kind;
  const char *action;
} places[] = {
  { "message", OFFICE_SPAN_MESSAGE, "win.open-message" },
  { "task", OFFICE_SPAN_TASK, "win.open-task" },
  { "room", OFFICE_SPAN_ROOM, "win.open-room" },
  { "person", OFFICE_SPAN_PERSON, "win.open-person" },
};

/* `office:KIND/ID`, or the same behind the address of a host: `office://HOST:PORT/KIND/ID`. */
static gboolean
open_inside (GtkWidget *from, const char *address)
{
  g_auto (GStrv) parts = NULL;
  const char *path = address + strlen ("office:");

  if (g_ascii_strncasecmp (address, "office:", strlen ("office:")) != 0)
    return FALSE;
  if (g_str_has_prefix (path, "//"))
    {
      path = strchr (path + 2, '/');
      if (path == NULL)
        return FALSE;
      path++;
    }
  parts = g_strsplit_set (path, "/#?", 3);
  if (g_strv_length (parts) < 2 || !office_id_is_valid (parts[1]))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (parts[0], places[i].name))
      return gtk_widget_activate_action (from, places[i].action, "s", parts[1]);
  return FALSE;
}

/**
 * office_target_open_address:
 * @from: a widget in the window
 * @address: where a link leads
 *
 * Opens a place in the office here, an invitation on its page, and everything else where the person's system opens it.
 */
void
office_target_open_address (GtkWidget *from, const char *address)
{
  GtkRoot *root = gtk_widget_get_root (from);

  if (open_inside (from, address))
    return;
  if (g_ascii_strncasecmp (address, "office:", strlen ("office:")) == 0)
    gtk_widget_activate_action (from, "win.open-link", "s", address);
  else
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, address, GDK_CURRENT_TIME);
}

/**
 * office_target_open:
 * @from: a widget in the window
 * @kind: of a span that has a target
 * @target: the address or the id
 */
void
office_target_open (GtkWidget *from, OfficeSpanKind kind, const char *target)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i].kind == kind)
      {
        gtk_widget_activate_action (from, places[i].action, "s", target);
        return;
      }
  office_target_open_address (from, target);
}
