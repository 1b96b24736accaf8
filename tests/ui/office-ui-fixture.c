/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-ui-fixture.h"

#include "office-frame-pacer.h"
#include "office-ui.h"

#include <adwaita.h>
#include <gdk/x11/gdkx.h>

struct _OfficeUiFixture {
  GtkWindow *window;
  graphene_point_t held; /* where the pointer is with its button down */
  gboolean is_holding;   /* the button is down */
};

/* ---- frames ---- */

static void
count_frame (GdkFrameClock *clock, guint *n_frames)
{
  ++*n_frames;
}

static void
wait_for_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  guint n_frames = 0;
  gulong handler;

  if (clock == NULL)
    return; /* a key has closed the window */
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (count_frame), &n_frames);
  gtk_widget_queue_draw (widget);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  OFFICE_WAIT_UNTIL (n_frames > 0);
  g_signal_handler_disconnect (clock, handler);
}

static void
draw_frames (OfficeUiFixture *self)
{
  for (guint i = 0; i < 2; i++)
    {
      while (g_main_context_pending (NULL))
        g_main_context_iteration (NULL, FALSE);
      wait_for_frame (GTK_WIDGET (self->window));
    }
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

void
office_ui_fixture_settle (OfficeUiFixture *self)
{
  gdk_display_sync (gtk_widget_get_display (GTK_WIDGET (self->window)));
  draw_frames (self);
  if (!office_frame_pacer_is_busy_in (GTK_WIDGET (self->window)))
    return;
  OFFICE_WAIT_UNTIL (!office_frame_pacer_is_busy_in (GTK_WIDGET (self->window)));
  draw_frames (self);
}

/* A pointer that rests on a widget changes what the keyboard finds there. */
static void
put_pointer_away (void)
{
  const char *const command[] = { "xdotool", "mousemove", "20000", "20000", NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

/* ---- the window ---- */

/* Where a keyring is installed, it would be started on the test's bus and ask for a password that nobody types. */
static void
keep_keyring_away (void)
{
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) answer = NULL;

  if (address == NULL)
    return;
  bus = g_dbus_connection_new_for_address_sync (
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL,
      NULL, NULL);
  if (bus == NULL)
    return;
  answer = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                        "RequestName", g_variant_new ("(su)", "org.freedesktop.secrets", 0u), NULL,
                                        G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL);
  /* The name is held as long as the program lives. */
  g_object_set_data_full (G_OBJECT (gdk_display_get_default ()), "keyring", g_steal_pointer (&bus), g_object_unref);
}

void
office_ui_fixture_init (int *argc, char ***argv)
{
  gtk_test_init (argc, argv, NULL);
  keep_keyring_away ();
  office_ui_init ();
  put_pointer_away ();
}

OfficeUiFixture *
office_ui_fixture_new_for_window (GtkWindow *window)
{
  OfficeUiFixture *self = g_new0 (OfficeUiFixture, 1);

  self->window = window;
  gtk_window_present (window);
  OFFICE_WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (window)));
  office_ui_fixture_settle (self);
  return self;
}

OfficeUiFixture *
office_ui_fixture_new_for_type (GType type)
{
  GtkWindow *window = NULL;
  GList *windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (g_type_is_a (G_OBJECT_TYPE (l->data), type))
      window = l->data;
  g_list_free (windows);
  g_assert_nonnull (window);
  return office_ui_fixture_new_for_window (window);
}

OfficeUiFixture *
office_ui_fixture_new (GtkWidget *child, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  return office_ui_fixture_new_for_window (GTK_WINDOW (window));
}

void
office_ui_fixture_free (OfficeUiFixture *self)
{
  gtk_window_destroy (self->window);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  g_free (self);
}

GtkWindow *
office_ui_fixture_get_window (OfficeUiFixture *self)
{
  return self->window;
}

void
office_ui_fixture_set_child (OfficeUiFixture *self, GtkWidget *child)
{
  gtk_window_set_child (self->window, child);
  office_ui_fixture_settle (self);
}

void
office_ui_fixture_resize (OfficeUiFixture *self, int width, int height)
{
  gtk_window_set_default_size (self->window, width, height);
  OFFICE_WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (self->window)) == width
                     && gtk_widget_get_height (GTK_WIDGET (self->window)) == height);
  office_ui_fixture_settle (self);
}

/* ---- keys ---- */

/* GTK has no way to make up key events, so that these come from the X server, as from a keyboard. */
void
office_ui_fixture_press (OfficeUiFixture *self, guint key, GdkModifierType modifiers)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self->window));
  g_autofree char *window = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));
  g_autofree char *chord = g_strconcat ((modifiers & GDK_CONTROL_MASK) != 0 ? "ctrl+" : "",
                                        (modifiers & GDK_SHIFT_MASK) != 0 ? "shift+" : "",
                                        (modifiers & GDK_ALT_MASK) != 0 ? "alt+" : "", gdk_keyval_name (key), NULL);
  /* A button that is down counts as a modifier: cleared, what is dragged would be let go. */
  const char *const command[] = { "xdotool",
                                  "windowfocus",
                                  "--sync",
                                  window,
                                  "key",
                                  self->is_holding ? "--delay" : "--clearmodifiers",
                                  self->is_holding ? "12" : chord,
                                  self->is_holding ? chord : NULL,
                                  NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  office_ui_fixture_settle (self);
}

/* ---- the pointer ---- */

static void
point_at (OfficeUiFixture *self, double x, double y, const char *action, const char *button)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self->window));
  g_autofree char *window = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));
  g_autofree char *across = g_strdup_printf ("%d", (int) x);
  g_autofree char *down = g_strdup_printf ("%d", (int) y);
  const char *const command[] = { "xdotool", "mousemove", "--window", window, across, down, action, button, NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  office_ui_fixture_settle (self);
}

gboolean
office_ui_fixture_is_pointed_at (OfficeUiFixture *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self->window));
  GdkDevice *pointer = gdk_seat_get_pointer (gdk_display_get_default_seat (display));

  return gdk_device_get_surface_at_position (pointer, NULL, NULL) == gtk_native_get_surface (GTK_NATIVE (self->window));
}

static graphene_point_t
find_middle (OfficeUiFixture *self, GtkWidget *widget)
{
  graphene_rect_t bounds;
  double x, y;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (self->window), &bounds));
  gtk_native_get_surface_transform (GTK_NATIVE (self->window), &x, &y);
  return GRAPHENE_POINT_INIT (bounds.origin.x + bounds.size.width / 2 + (float) x,
                              bounds.origin.y + bounds.size.height / 2 + (float) y);
}

void
office_ui_fixture_point (OfficeUiFixture *self, GtkWidget *widget)
{
  if (widget != NULL)
    {
      graphene_point_t middle = find_middle (self, widget);

      /* Over it first, then a little further: an entering pointer has not moved. */
      point_at (self, middle.x - 2, middle.y, NULL, NULL);
      point_at (self, middle.x, middle.y, NULL, NULL);
    }
  else
    {
      put_pointer_away ();
    }
  office_ui_fixture_settle (self);
}

void
office_ui_fixture_click (OfficeUiFixture *self, GtkWidget *widget)
{
  graphene_point_t middle = find_middle (self, widget);

  point_at (self, middle.x, middle.y, "click", "1");
  put_pointer_away ();
  office_ui_fixture_settle (self);
}

static void
drag_to (OfficeUiFixture *self, graphene_point_t end)
{
  const graphene_point_t start = self->held;

  for (guint i = 1; i <= 8; i++)
    point_at (self, start.x + (end.x - start.x) * i / 8, start.y + (end.y - start.y) * i / 8, NULL, NULL);
  self->held = end;
}

void
office_ui_fixture_take_hold (OfficeUiFixture *self, GtkWidget *from)
{
  self->held = find_middle (self, from);
  self->is_holding = TRUE;
  point_at (self, self->held.x, self->held.y, "mousedown", "1");
  /* Downwards first: what makes way beside the place that it leaves comes up under the pointer. */
  drag_to (self, GRAPHENE_POINT_INIT (self->held.x + 24, self->held.y + 80));
}

void
office_ui_fixture_drag_to (OfficeUiFixture *self, GtkWidget *to, double x, double y)
{
  graphene_rect_t bounds;
  double surface_x, surface_y;

  g_assert_true (gtk_widget_compute_bounds (to, GTK_WIDGET (self->window), &bounds));
  gtk_native_get_surface_transform (GTK_NATIVE (self->window), &surface_x, &surface_y);
  drag_to (self,
           GRAPHENE_POINT_INIT (bounds.origin.x + (float) (x + surface_x), bounds.origin.y + (float) (y + surface_y)));
}

void
office_ui_fixture_let_go (OfficeUiFixture *self)
{
  self->is_holding = FALSE;
  point_at (self, self->held.x, self->held.y, "mouseup", "1");
  put_pointer_away ();
}

void
office_ui_fixture_drag (OfficeUiFixture *self, GtkWidget *from, GtkWidget *to)
{
  const graphene_point_t end = find_middle (self, to);

  office_ui_fixture_take_hold (self, from);
  drag_to (self, end);
  office_ui_fixture_let_go (self);
}

/* ---- looking ---- */

static GtkWidget *
find_below (GtkWidget *widget, GType type, OfficeUiPredicate predicate, gconstpointer data)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget) && predicate (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, type, predicate, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
office_ui_fixture_find_by (OfficeUiFixture *self, GType type, OfficeUiPredicate predicate, gconstpointer data)
{
  return find_below (GTK_WIDGET (self->window), type, predicate, data);
}

typedef struct {
  const char *property;
  const char *value;
} Wanted;

static gboolean
has_value (GtkWidget *widget, gconstpointer data)
{
  const Wanted *wanted = data;
  g_autofree char *value = NULL;

  if (wanted->property == NULL)
    return TRUE;
  g_object_get (widget, wanted->property, &value, NULL);
  return g_strcmp0 (value, wanted->value) == 0;
}

GtkWidget *
office_ui_fixture_find (OfficeUiFixture *self, GType type, const char *property, const char *value)
{
  Wanted wanted = { property, value };

  return office_ui_fixture_find_by (self, type, has_value, &wanted);
}

static gboolean
is_nonempty_label (GtkWidget *widget, gconstpointer data)
{
  return *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
}

gboolean
office_ui_fixture_is_named_by_library (GtkWidget *widget)
{
#if GTK_CHECK_VERSION(4, 16, 0)
  /* From here on a tooltip is a name, too, and libadwaita counts on it. How a calendar names its arrows is GTK's matter. */
  return gtk_widget_get_tooltip_text (widget) != NULL || gtk_widget_get_ancestor (widget, GTK_TYPE_CALENDAR) != NULL;
#else
  return FALSE;
#endif
}

static gboolean
has_name (GtkWidget *widget)
{
  return office_ui_fixture_is_named_by_library (widget)
         || gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY)
         || find_below (widget, GTK_TYPE_LABEL, is_nonempty_label, NULL) != NULL;
}

static gboolean
is_control (GtkWidget *widget)
{
  /* The button inside a menu button, and the text inside an entry, speak through their parents. */
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (parent != NULL
      && (GTK_IS_MENU_BUTTON (parent) || GTK_IS_ENTRY (parent) || GTK_IS_SEARCH_ENTRY (parent)
          || GTK_IS_WINDOW_CONTROLS (parent) || GTK_IS_EDITABLE_LABEL (gtk_widget_get_parent (parent))))
    return FALSE;
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_ENTRY (widget)
         || GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget);
}

static gboolean
is_nameless (GtkWidget *widget, gconstpointer data)
{
  return is_control (widget) && !has_name (widget);
}

static GtkEventController *
dup_gesture (GtkWidget *widget, GType type, guint button)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type)
          && (button == 0 || gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == button))
        return g_steal_pointer (&controller);
    }
  return NULL;
}

static gboolean
has_gesture (GtkWidget *widget, GType type, guint button)
{
  g_autoptr (GtkEventController) gesture = dup_gesture (widget, type, button);

  return gesture != NULL;
}

void
office_ui_fixture_hold (GtkWidget *widget)
{
  g_autoptr (GtkEventController) hold = dup_gesture (widget, GTK_TYPE_GESTURE_LONG_PRESS, 0);

  g_assert_nonnull (hold);
  g_signal_emit_by_name (hold, "pressed", gtk_widget_get_width (widget) / 2.0, gtk_widget_get_height (widget) / 2.0);
}

void
office_ui_fixture_hold_down (OfficeUiFixture *self, GtkWidget *widget)
{
  self->held = find_middle (self, widget);
  self->is_holding = TRUE;
  point_at (self, self->held.x, self->held.y, "mousedown", "1");
  office_ui_fixture_hold (widget);
  office_ui_fixture_settle (self);
}

/* A finger has no second button: what that one opens, holding opens. Where cards are dragged, the board sees to it. */
static gboolean
is_out_of_touch (GtkWidget *widget, gconstpointer data)
{
  /* What GTK's own widgets do is theirs. */
  if (!g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Office")
      || !has_gesture (widget, GTK_TYPE_GESTURE_CLICK, GDK_BUTTON_SECONDARY))
    return FALSE;
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (has_gesture (widget, GTK_TYPE_GESTURE_LONG_PRESS, 0))
      return FALSE;
  return TRUE;
}

static gboolean
has_scrolling_below (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_SCROLLED_WINDOW (child) || has_scrolling_below (child))
      return TRUE;
  return FALSE;
}

/* A finger that scrolls is seen by nobody above any more but in the capture phase: there it would be held, too. */
static gboolean
is_held_by_scrolling (GtkWidget *widget, gconstpointer data)
{
  g_autoptr (GtkEventController) hold = dup_gesture (widget, GTK_TYPE_GESTURE_LONG_PRESS, 0);

  return hold != NULL && gtk_event_controller_get_propagation_phase (hold) != GTK_PHASE_CAPTURE
         && has_scrolling_below (widget);
}

void
office_ui_fixture_check_names (OfficeUiFixture *self)
{
  GtkWidget *scrolled = office_ui_fixture_find_by (self, GTK_TYPE_WIDGET, is_held_by_scrolling, NULL);
  GtkWidget *out_of_touch = office_ui_fixture_find_by (self, GTK_TYPE_WIDGET, is_out_of_touch, NULL);
  GtkWidget *nameless = office_ui_fixture_find_by (self, GTK_TYPE_WIDGET, is_nameless, NULL);

  if (out_of_touch != NULL)
    g_error ("A %s opens a menu with the second button, and none when it is held", G_OBJECT_TYPE_NAME (out_of_touch));
  if (scrolled != NULL)
    g_error ("A %s takes a finger that scrolls for one that holds", G_OBJECT_TYPE_NAME (scrolled));
  if (nameless != NULL)
    g_error ("A %s in a %s has no name for a screen reader (%s)", G_OBJECT_TYPE_NAME (nameless),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (nameless)),
             gtk_buildable_get_buildable_id (GTK_BUILDABLE (nameless)));
}

void
office_ui_fixture_keep_picture (OfficeUiFixture *self, const char *name)
{
  if (g_getenv ("OFFICE_PICTURES") != NULL)
    office_ui_fixture_settle (self);
  office_ui_fixture_keep_picture_of (GTK_WIDGET (self->window), name);
}

#define NARROW 372 /* with what a window draws around itself where there is no compositor: 362 for its content */

/* What a window holds may first have to fold before it can be as narrow: then it is asked again, as by a hand that draws on. */
static gboolean
draw_to_width (OfficeUiFixture *self, int width, int height, int around)
{
  if (gtk_widget_get_width (GTK_WIDGET (self->window)) == width - around)
    return TRUE;
  gtk_window_set_default_size (self->window, width, height);
  return FALSE;
}

/* How high it is then is the window's own affair. */
static void
set_width (OfficeUiFixture *self, int width)
{
  int before, height, around;

  gtk_window_get_default_size (self->window, &before, &height);
  around = before - gtk_widget_get_width (GTK_WIDGET (self->window)); /* what it draws around itself */
  OFFICE_WAIT_UNTIL (draw_to_width (self, width, height, around));
  office_ui_fixture_settle (self);
}

void
office_ui_fixture_keep_pictures (OfficeUiFixture *self, const char *name)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  g_autofree char *narrow = g_strconcat (name, "-360", NULL);
  int width, height;

  if (g_getenv ("OFFICE_PICTURES") == NULL)
    return;
  gtk_window_get_default_size (self->window, &width, &height);
  for (guint dark = 0; dark < 2; dark++)
    {
      adw_style_manager_set_color_scheme (manager, dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_DEFAULT);
      office_ui_fixture_keep_picture (self, name);
      set_width (self, NARROW);
      office_ui_fixture_keep_picture (self, narrow);
      set_width (self, width);
    }
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
}

void
office_ui_fixture_check_dialog (OfficeUiFixture *self, const char *name)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  g_autofree char *phone = g_strconcat (name, "-phone", NULL);

  office_ui_fixture_check_names (self);
  office_ui_fixture_keep_picture (self, name);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  office_ui_fixture_keep_picture (self, name);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_set_default_size (self->window, 370, 600);
  office_ui_fixture_settle (self);
  office_ui_fixture_keep_picture (self, phone);
}

void
office_ui_fixture_keep_picture_of (GtkWidget *widget, const char *name)
{
  const char *folder = g_getenv ("OFFICE_PICTURES");
  g_autofree char *path = NULL;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (folder == NULL)
    return;
  path = g_strdup_printf ("%s/%s%s.png", folder, name,
                          adw_style_manager_get_dark (adw_style_manager_get_default ()) ? "-dark" : "");
  paintable = gtk_widget_paintable_new (widget);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (widget)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
