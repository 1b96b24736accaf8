/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-wait.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A real window round the widget under test, on a real X server, with real keys. */
typedef struct _OfficeUiFixture OfficeUiFixture;
typedef gboolean (*OfficeUiPredicate) (GtkWidget *widget, gconstpointer data);

void office_ui_fixture_init (int *argc, char ***argv); /* in place of g_test_init() */
OfficeUiFixture *office_ui_fixture_new (GtkWidget *child, int width, int height);
OfficeUiFixture *office_ui_fixture_new_for_window (GtkWindow *window); /* shows it, and destroys it in the end */
OfficeUiFixture *office_ui_fixture_new_for_type (GType type); /* the toplevel of that type, which must be there */
void office_ui_fixture_free (OfficeUiFixture *self);
GtkWindow *office_ui_fixture_get_window (OfficeUiFixture *self);
void office_ui_fixture_set_child (OfficeUiFixture *self, GtkWidget *child);
void office_ui_fixture_resize (OfficeUiFixture *self, int width, int height);
void office_ui_fixture_settle (OfficeUiFixture *self); /* until nothing is to be done at once or in the next frames, and a frame was painted */
void office_ui_fixture_press (OfficeUiFixture *self, guint key, GdkModifierType modifiers);
void office_ui_fixture_point (OfficeUiFixture *self,
                              GtkWidget *widget); /* the pointer comes over its middle and rests; NULL: it goes away */
void office_ui_fixture_click (OfficeUiFixture *self,
                              GtkWidget *widget); /* in its middle; the pointer goes away again */
/* Takes hold of one widget in its middle and lets it go over the middle of another, with the pointer's events between. */
void office_ui_fixture_drag (OfficeUiFixture *self, GtkWidget *from, GtkWidget *to);
/* The same in parts: the button goes down in its middle, the pointer comes to a point of a widget, the button goes up. */
void office_ui_fixture_take_hold (OfficeUiFixture *self, GtkWidget *from);
void office_ui_fixture_drag_to (OfficeUiFixture *self, GtkWidget *to, double x, double y);
void office_ui_fixture_let_go (OfficeUiFixture *self);
/* Whether the pointer finds the window, and nothing else that the program shows over it. */
gboolean office_ui_fixture_is_pointed_at (OfficeUiFixture *self);

/* The first widget, from the window down, that is of this type, mapped, and whose property has this value; NULL: none. */
GtkWidget *office_ui_fixture_find (OfficeUiFixture *self, GType type, const char *property, const char *value);
GtkWidget *office_ui_fixture_find_by (OfficeUiFixture *self, GType type, OfficeUiPredicate predicate,
                                      gconstpointer data);

/* As a finger that is held on it; there are no touch events to be sent. */
void office_ui_fixture_hold (GtkWidget *widget);
/* The same in its middle, with the pointer's button down there: what it begins to drag can be dragged on, and let go. */
void office_ui_fixture_hold_down (OfficeUiFixture *self, GtkWidget *widget);

/* Fails where a mapped control has no name for a screen reader, or opens a menu with the second button but not when held. */
void office_ui_fixture_check_names (OfficeUiFixture *self);

/* Whether a newer library gives the control a name by other means than those that a test can ask for. */
gboolean office_ui_fixture_is_named_by_library (GtkWidget *widget);

/* A dialog, at its size and at a phone's: its names, and pictures of it. */
void office_ui_fixture_check_dialog (OfficeUiFixture *self, const char *name);

/* Writes NAME.png into the folder that OFFICE_PICTURES names; without it nothing. */
void office_ui_fixture_keep_picture (OfficeUiFixture *self, const char *name);
void office_ui_fixture_keep_pictures (OfficeUiFixture *self, const char *name); /* as it is and at 360 pixels, light and dark */
void office_ui_fixture_keep_picture_of (GtkWidget *native,
                                        const char *name); /* a popover or dialog, that the window's lacks */

G_END_DECLS
