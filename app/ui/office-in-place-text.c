/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-in-place-text.h"

#include "office-message-body.h"
#include "office-target.h"

#include <glib/gi18n.h>

struct _OfficeInPlaceText {
  GtkWidget parent_instance;

  OfficeSession *session; /* nullable */
  char *text;             /* as it came from outside */
  char *base;             /* the text that the person began to change; NULL: nobody types */
  gboolean single_line;
  gboolean rich;    /* read with its marks as emphasis, links and lists */
  gboolean showing; /* the text is set by the program */
  int asked;        /* the height of the lines when it was measured last */
  guint fitting;    /* source: asks for another height */

  GtkWidget *editor; /* the view, with what stands in it while it is empty */
  GtkWidget *reader; /* nullable */
  GtkTextView *view;
  GtkLabel *placeholder;
};

enum { PROP_0, PROP_PLACEHOLDER, PROP_SINGLE_LINE, PROP_RICH, N_PROPERTIES };
enum { COMMITTED, DRAFT, N_SIGNALS };

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeInPlaceText, office_in_place_text, GTK_TYPE_WIDGET)

static char *
dup_typed (OfficeInPlaceText *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->view), &start, &end);
  return g_strstrip (gtk_text_iter_get_text (&start, &end));
}

static void make_reader (OfficeInPlaceText *self);

/* Read while nobody types; what is empty is an editor that says so. */
static void
choose_face (OfficeInPlaceText *self)
{
  const gboolean reads = self->reader != NULL && self->base == NULL;

  if (self->reader != NULL)
    gtk_widget_set_visible (self->reader, reads);
  gtk_widget_set_visible (self->editor, !reads);
}

/* Made anew with each text: GTK keeps how a widget wants to be measured from before it had anything in it. */
static void
renew_reader (OfficeInPlaceText *self)
{
  const gboolean focused = self->reader != NULL && gtk_widget_is_focus (self->reader);

  g_clear_pointer (&self->reader, gtk_widget_unparent);
  if (self->rich && *self->text != '\0')
    make_reader (self);
  choose_face (self);
  if (focused && self->reader != NULL)
    gtk_widget_grab_focus (self->reader);
}

static void
show (OfficeInPlaceText *self, const char *text)
{
  self->showing = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  self->showing = FALSE;
  if (self->rich)
    renew_reader (self);
}

/* base: NULL: nobody types any more */
static void
set_base (OfficeInPlaceText *self, const char *base)
{
  g_autofree char *before = self->base;

  self->base = g_strdup (base);
  if (self->rich)
    choose_face (self);
  if (base == NULL && before != NULL)
    g_signal_emit (self, signals[DRAFT], 0, NULL, NULL);
}

static void
on_changed (OfficeInPlaceText *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), gtk_text_buffer_get_char_count (buffer) == 0);
  if (!self->showing && self->base != NULL)
    {
      g_autofree char *typed = dup_typed (self);

      g_signal_emit (self, signals[DRAFT], 0, typed, self->base);
    }
}

static void
on_focus_in (OfficeInPlaceText *self)
{
  if (self->base == NULL)
    set_base (self, self->text);
}

static void
on_focus_out (OfficeInPlaceText *self)
{
  office_in_place_text_commit (self);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                OfficeInPlaceText *self)
{
  gboolean enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;

  if (key == GDK_KEY_Escape)
    {
      set_base (self, NULL);
      show (self, self->text);
      gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
      return GDK_EVENT_STOP;
    }
  if (enter && (self->single_line || (state & GDK_CONTROL_MASK) != 0)
      && !gtk_text_view_im_context_filter_keypress (
          self->view, gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller))))
    {
      office_in_place_text_commit (self);
      gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
on_target (OfficeInPlaceText *self, int kind, const char *target)
{
  office_target_open (GTK_WIDGET (self), (OfficeSpanKind) kind, target);
}

/* A click edits it; one on a link follows that, and what was selected is to be copied. */
static void
on_reader_clicked (GtkGestureClick *click, int n, double x, double y, OfficeInPlaceText *self)
{
  OfficeMessageBody *body = OFFICE_MESSAGE_BODY (gtk_widget_get_first_child (self->reader));
  g_autofree char *selected = office_message_body_dup_selection (body);
  g_autofree char *link = NULL;
  double body_x, body_y;

  if (gtk_widget_translate_coordinates (self->reader, GTK_WIDGET (body), x, y, &body_x, &body_y))
    link = office_message_body_dup_link_at (body, body_x, body_y);
  if (selected == NULL && link == NULL)
    office_in_place_text_edit (self);
}

static gboolean
on_reader_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, OfficeInPlaceText *self)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_F2) || !gtk_widget_is_focus (self->reader))
    return GDK_EVENT_PROPAGATE;
  office_in_place_text_edit (self);
  return GDK_EVENT_STOP;
}

static void
make_reader (OfficeInPlaceText *self)
{
  GtkWidget *body = office_message_body_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->reader = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->reader, "reader");
  gtk_widget_set_focusable (self->reader, TRUE);
  gtk_widget_set_tooltip_text (self->reader, _ ("Click to Edit"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reader), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Description, Enter to edit"), -1);
  office_message_body_set_session (OFFICE_MESSAGE_BODY (body), self->session);
  office_message_body_set_text (OFFICE_MESSAGE_BODY (body), self->text, NULL);
  gtk_box_append (GTK_BOX (self->reader), body);
  g_signal_connect_swapped (body, "target-activated", G_CALLBACK (on_target), self);
  g_signal_connect (click, "released", G_CALLBACK (on_reader_clicked), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_reader_key), self);
  gtk_widget_add_controller (self->reader, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (self->reader, keys);
  gtk_widget_set_parent (self->reader, GTK_WIDGET (self));
}

/* A pasted line break would make a title two lines. */
static void
on_insert_text (GtkTextBuffer *buffer, GtkTextIter *place, char *text, int length, OfficeInPlaceText *self)
{
  g_autofree char *line = NULL;

  if (!self->single_line || memchr (text, '\n', (gsize) length) == NULL)
    return;
  line = g_strdelimit (g_strndup (text, (gsize) length), "\n\r", ' ');
  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_text_buffer_insert (buffer, place, line, -1);
}

static void
office_in_place_text_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  OfficeInPlaceText *self = OFFICE_IN_PLACE_TEXT (object);

  switch (id)
    {
    case PROP_PLACEHOLDER:
      g_value_set_string (value, gtk_label_get_text (self->placeholder));
      break;
    case PROP_SINGLE_LINE:
      g_value_set_boolean (value, self->single_line);
      break;
    case PROP_RICH:
      g_value_set_boolean (value, self->rich);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
office_in_place_text_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  OfficeInPlaceText *self = OFFICE_IN_PLACE_TEXT (object);

  switch (id)
    {
    case PROP_PLACEHOLDER:
      gtk_label_set_text (self->placeholder, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;
    case PROP_SINGLE_LINE:
      self->single_line = g_value_get_boolean (value);
      break;
    case PROP_RICH:
      self->rich = g_value_get_boolean (value);
      renew_reader (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
office_in_place_text_dispose (GObject *object)
{
  OfficeInPlaceText *self = OFFICE_IN_PLACE_TEXT (object);
  GtkWidget *child;

  g_clear_handle_id (&self->fitting, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->base, g_free);

  G_OBJECT_CLASS (office_in_place_text_parent_class)->dispose (object);
}

/* ---- size ---- */

static GtkSizeRequestMode
office_in_place_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
get_height_of_lines (OfficeInPlaceText *self)
{
  int minimum, natural;

  GTK_WIDGET_GET_CLASS (self->view)
      ->measure (GTK_WIDGET (self->view), GTK_ORIENTATION_VERTICAL, -1, &minimum, &natural, NULL, NULL);
  return natural;
}

static void
office_in_place_text_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                              int *minimum_baseline, int *natural_baseline)
{
  OfficeInPlaceText *self = OFFICE_IN_PLACE_TEXT (widget);
  GtkWidget *face = gtk_widget_get_visible (self->editor) ? self->editor : self->reader;

  gtk_widget_measure (face, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    self->asked = get_height_of_lines (self);
}

static gboolean
fit (gpointer data)
{
  OfficeInPlaceText *self = data;

  self->fitting = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self->view));
  return G_SOURCE_REMOVE;
}

/*
 * How high its lines are a text view knows only when it has been given a width; what it asks for then, in the midst of being
 * given one, GTK forgets. So it is asked again afterwards.
 */
static void
office_in_place_text_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OfficeInPlaceText *self = OFFICE_IN_PLACE_TEXT (widget);

  if (!gtk_widget_get_visible (self->editor))
    {
      gtk_widget_allocate (self->reader, width, height, -1, NULL);
      return;
    }
  gtk_widget_allocate (self->editor, width, height, -1, NULL);
  if (get_height_of_lines (self) != self->asked && self->fitting == 0)
    self->fitting = g_idle_add_full (GTK_PRIORITY_RESIZE, fit, self, NULL);
}

static void
office_in_place_text_class_init (OfficeInPlaceTextClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = office_in_place_text_dispose;
  object_class->get_property = office_in_place_text_get_property;
  object_class->set_property = office_in_place_text_set_property;
  widget_class->get_request_mode = office_in_place_text_get_request_mode;
  widget_class->measure = office_in_place_text_measure;
  widget_class->size_allocate = office_in_place_text_size_allocate;

  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, "", flags);
  properties[PROP_SINGLE_LINE] = g_param_spec_boolean ("single-line", NULL, NULL, FALSE, flags);
  properties[PROP_RICH] = g_param_spec_boolean ("rich", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * OfficeInPlaceText::committed:
   * @text: what the person made of it
   * @base: what they began with
   *
   * Returns: whether it was taken; where not, it stays to be corrected
   */
  signals[COMMITTED] = g_signal_new ("committed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     g_signal_accumulator_first_wins, NULL, NULL, G_TYPE_BOOLEAN, 2, G_TYPE_STRING,
                                     G_TYPE_STRING);
  /**
   * OfficeInPlaceText::draft:
   * @text: (nullable): what is being typed; %NULL: nothing any more
   * @base: (nullable): what that began with
   */
  signals[DRAFT] = g_signal_new ("draft", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "inplace");
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-in-place-text.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeInPlaceText, editor);
  gtk_widget_class_bind_template_child (widget_class, OfficeInPlaceText, view);
  gtk_widget_class_bind_template_child (widget_class, OfficeInPlaceText, placeholder);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_in);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_out);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
}

static void
office_in_place_text_init (OfficeInPlaceText *self)
{
  GtkTextBuffer *buffer;

  self->text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (self->view);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (on_insert_text), self, 0);
}

/**
 * office_in_place_text_set_session:
 * @self: the widget
 * @session: (nullable): where the tasks are that a rich text names; before the text
 */
void
office_in_place_text_set_session (OfficeInPlaceText *self, OfficeSession *session)
{
  g_set_object (&self->session, session);
}

/**
 * office_in_place_text_set_text:
 * @self: the widget
 * @text: (nullable): what it shows; while somebody types, it waits until that is committed or taken back
 */
void
office_in_place_text_set_text (OfficeInPlaceText *self, const char *text)
{
  if (text == NULL)
    text = "";
  if (g_str_equal (self->text, text))
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  if (self->base == NULL)
    show (self, self->text);
}

/**
 * office_in_place_text_edit:
 * @self: the widget
 *
 * Puts the cursor into it, behind its last letter.
 */
void
office_in_place_text_edit (OfficeInPlaceText *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter end;

  if (self->base == NULL)
    set_base (self, self->text);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * office_in_place_text_commit:
 * @self: the widget
 *
 * Gives what was typed back by "committed", if it differs from what the person began with. What is not taken stays.
 */
void
office_in_place_text_commit (OfficeInPlaceText *self)
{
  g_autofree char *base = g_strdup (self->base);
  g_autofree char *typed = dup_typed (self);
  gboolean taken = TRUE;

  if (base == NULL)
    return;
  if (!g_str_equal (base, typed) && !(self->single_line && *typed == '\0'))
    g_signal_emit (self, signals[COMMITTED], 0, typed, base, &taken);
  if (!taken)
    return;
  set_base (self, NULL);
  /* Whoever took it has set the text by now; where nothing was typed, the old one comes back. */
  show (self, self->text);
}

/**
 * office_in_place_text_begin:
 * @self: the widget
 * @text: (nullable): what it shows
 * @draft: (nullable): what somebody was typing into it before; %NULL: nobody was
 * @base: (nullable): what they began with
 *
 * Shows another thing's text, or goes on with what was being typed. What is being typed now is let go, not committed.
 */
void
office_in_place_text_begin (OfficeInPlaceText *self, const char *text, const char *draft, const char *base)
{
  g_clear_pointer (&self->base, g_free);
  g_free (self->text);
  self->text = g_strdup (text != NULL ? text : "");
  if (draft != NULL)
    self->base = g_strdup (base != NULL ? base : self->text);
  show (self, draft != NULL ? draft : self->text);
}
