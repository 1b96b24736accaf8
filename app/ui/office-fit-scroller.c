/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fit-scroller.h"

struct _OfficeFitScroller {
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *child;
};

enum { PROP_0, PROP_CHILD, N_PROPERTIES };

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (OfficeFitScroller, office_fit_scroller, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
office_fit_scroller_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
office_fit_scroller_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                             int *minimum_baseline, int *natural_baseline)
{
  OfficeFitScroller *self = OFFICE_FIT_SCROLLER (widget);
  int content_minimum, content_natural;

  gtk_widget_measure (self->scroller, orientation, for_size, minimum, natural, NULL, NULL);
  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, orientation, for_size, &content_minimum, &content_natural, NULL, NULL);
  /* As wide as it is told to be: long lines wrap. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = *minimum = MAX (*minimum, content_minimum);
  else
    *natural = MAX (*minimum, content_natural);
}

static void
office_fit_scroller_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (OFFICE_FIT_SCROLLER (widget)->scroller, width, height, baseline, NULL);
}

/* A scrolled window says that it took the focus even where nothing in it could: then Tab would stay for ever. */
static gboolean
office_fit_scroller_focus (GtkWidget *widget, GtkDirectionType direction)
{
  OfficeFitScroller *self = OFFICE_FIT_SCROLLER (widget);

  return self->child != NULL && gtk_widget_child_focus (self->child, direction);
}

static void
office_fit_scroller_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_CHILD)
    g_value_set_object (value, OFFICE_FIT_SCROLLER (object)->child);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
office_fit_scroller_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_CHILD)
    office_fit_scroller_set_child (OFFICE_FIT_SCROLLER (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
office_fit_scroller_dispose (GObject *object)
{
  OfficeFitScroller *self = OFFICE_FIT_SCROLLER (object);

  g_clear_object (&self->child);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (office_fit_scroller_parent_class)->dispose (object);
}

static void
office_fit_scroller_class_init (OfficeFitScrollerClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = office_fit_scroller_dispose;
  object_class->get_property = office_fit_scroller_get_property;
  object_class->set_property = office_fit_scroller_set_property;
  widget_class->get_request_mode = office_fit_scroller_get_request_mode;
  widget_class->measure = office_fit_scroller_measure;
  widget_class->size_allocate = office_fit_scroller_size_allocate;
  widget_class->focus = office_fit_scroller_focus;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
office_fit_scroller_init (OfficeFitScroller *self)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());

  gtk_scrolled_window_set_policy (scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  self->scroller = GTK_WIDGET (scroller);
  gtk_widget_set_focusable (self->scroller, FALSE); /* the focus goes to what is in it */
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * office_fit_scroller_set_child:
 * @self: a scroller
 * @child: (nullable): its content
 */
void
office_fit_scroller_set_child (OfficeFitScroller *self, GtkWidget *child)
{
  g_set_object (&self->child, child);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), child);
}
