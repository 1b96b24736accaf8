/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A wrapping GtkLabel measures its text at many widths before it knows its own; with sixty long messages that takes
 * seconds. This widget breaks lines once without a width, to know how wide the text would like to be, and once for each
 * narrower width that it is given; what came out is kept. Text that fits is never broken a second time, which also makes
 * right-to-left text exactly as wide as it is, so that it stands beside its author.
 */
#include "office-text.h"

#include <string.h>

#define LINE_SPACING 1.22f
#define CODE_LINE_SPACING 1.25f
#define SMALLEST_WIDTH 40
#define PILL_RADIUS 6

enum { COLOR_PILL, COLOR_PILL_BACKGROUND, COLOR_LINK, COLOR_ASIDE, COLOR_CODE, COLOR_SELECTION, N_COLORS };

static const char *const color_names[N_COLORS] = {
  [COLOR_PILL] = "office_blue_fg",
  [COLOR_PILL_BACKGROUND] = "office_pill_bg",
  [COLOR_LINK] = "accent_color",
  [COLOR_ASIDE] = "office_dim",
  [COLOR_CODE] = "office_soft",
  [COLOR_SELECTION] = "office_selection_bg",
};

typedef void (*RectangleFunc) (OfficeText *self, const graphene_rect_t *rectangle, gpointer data);

struct _OfficeText {
  GtkWidget parent_instance;

  OfficeTextBlock *block;
  PangoLayout *layout;
  GdkRGBA colors[N_COLORS];
  guint serial;          /* of the Pango context that the sizes below were measured in */
  int natural_width;     /* pixels; -1: not measured */
  int natural_height;
  int wrapped_width;     /* the last width it was broken for, and its height; -1: none */
  int wrapped_height;
  int layout_width;      /* what the layout stands at; -1: unbroken */
  guint n_passes;

  guint anchor;          /* the selection, in bytes; equal: none */
  guint cursor;
  gboolean dragging;
};

G_DEFINE_FINAL_TYPE (OfficeText, office_text, GTK_TYPE_WIDGET)

enum { TARGET_ACTIVATED, N_SIGNALS };

static guint signals[N_SIGNALS];

static gboolean
is_pill (const OfficeSpan *span)
{
  return span->kind == OFFICE_SPAN_PERSON || span->kind == OFFICE_SPAN_TASK;
}

static void
insert_attribute (PangoAttrList    *attributes,
                  const OfficeSpan *span,
                  PangoAttribute   *attribute)
{
  attribute->start_index = span->start;
  attribute->end_index = span->end;
  pango_attr_list_insert (attributes, attribute);
}

static void
insert_foreground (PangoAttrList    *attributes,
                   const OfficeSpan *span,
                   const GdkRGBA    *color)
{
  insert_attribute (attributes, span, pango_attr_foreground_new (color->red * 65535, color->green * 65535, color->blue * 65535));
  if (color->alpha < 1)
    insert_attribute (attributes, span, pango_attr_foreground_alpha_new (color->alpha * 65535));
}

static void
add_attributes (OfficeText       *self,
                PangoAttrList    *attributes,
                const OfficeSpan *span)
{
  switch (span->kind) {
  case OFFICE_SPAN_BOLD:
    insert_attribute (attributes, span, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
    break;
  case OFFICE_SPAN_ITALIC:
    insert_attribute (attributes, span, pango_attr_style_new (PANGO_STYLE_ITALIC));
    break;
  case OFFICE_SPAN_CODE:
    insert_attribute (attributes, span, pango_attr_family_new ("monospace"));
    insert_attribute (attributes, span, pango_attr_scale_new (10.0 / 11.0));
    break;
  case OFFICE_SPAN_LINK:
    insert_foreground (attributes, span, &self->colors[COLOR_LINK]);
    insert_attribute (attributes, span, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE));
    break;
  case OFFICE_SPAN_PERSON:
  case OFFICE_SPAN_TASK:
    insert_foreground (attributes, span, &self->colors[COLOR_PILL]);
    insert_attribute (attributes, span, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
    insert_attribute (attributes, span, pango_attr_allow_breaks_new (FALSE));
    insert_attribute (attributes, span, pango_attr_insert_hyphens_new (FALSE));
    break;
  case OFFICE_SPAN_ASIDE:
    insert_foreground (attributes, span, &self->colors[COLOR_ASIDE]);
    insert_attribute (attributes, span, pango_attr_scale_new (9.0 / 11.0));
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
forget_sizes (OfficeText *self)
{
  self->natural_width = self->wrapped_width = -1;
}

static void
update_attributes (OfficeText *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  for (guint i = 0; i < self->block->spans->len; i++)
    add_attributes (self, attributes, &g_array_index (self->block->spans, OfficeSpan, i));
  pango_layout_set_attributes (self->layout, attributes);
}

static gboolean
read_colors (OfficeText *self)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  gboolean changed = FALSE;

  for (guint i = 0; i < N_COLORS; i++) {
    GdkRGBA color;

    if (!gtk_style_context_lookup_color (style, color_names[i], &color))
      gtk_style_context_get_color (style, &color);
    if (gdk_rgba_equal (&color, &self->colors[i]))
      continue;
    self->colors[i] = color;
    changed = TRUE;
  }
  return changed;
}

static void
ensure_layout (OfficeText *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));

  if (self->layout == NULL) {
    read_colors (self);
    self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->block->text);
    pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing (self->layout, self->block->code ? CODE_LINE_SPACING : LINE_SPACING);
    update_attributes (self);
    self->layout_width = -1;
    forget_sizes (self);
  }
  if (self->serial != pango_context_get_serial (context)) {
    self->serial = pango_context_get_serial (context);
    forget_sizes (self);
  }
}

static void
break_lines (OfficeText *self,
             int         width,
             int        *broken_width,
             int        *height)
{
  pango_layout_set_width (self->layout, width < 0 ? -1 : width * PANGO_SCALE);
  pango_layout_get_pixel_size (self->layout, broken_width, height);
  self->layout_width = width;
  self->n_passes++;
}

static void
ensure_natural (OfficeText *self)
{
  ensure_layout (self);
  if (self->natural_width >= 0)
    return;
  break_lines (self, -1, &self->natural_width, &self->natural_height);
}

/* Brings the layout to @width and tells its height. */
static int
ensure_width (OfficeText *self,
              int         width)
{
  int broken_width;

  ensure_natural (self);
  if (width < 0 || width >= self->natural_width || self->block->code) {
    if (self->layout_width != -1) {
      pango_layout_set_width (self->layout, -1);
      self->layout_width = -1;
    }
    return self->natural_height;
  }
  if (self->wrapped_width != width) {
    break_lines (self, width, &broken_width, &self->wrapped_height);
    self->wrapped_width = width;
  } else if (self->layout_width != width) {
    pango_layout_set_width (self->layout, width * PANGO_SCALE);
    self->layout_width = width;
  }
  return self->wrapped_height;
}

/* Text that is narrower than the widget stands at its start, whatever its own direction. Not by "halign": GTK would try dozens of widths. */
static int
get_offset (OfficeText *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL || self->layout_width != -1)
    return 0;
  return MAX (0, width - self->natural_width);
}

/* Calls @func for each rectangle, a line at the most, that the bytes from @start to @end take; as high as the font. */
static void
foreach_rectangle (OfficeText   *self,
                   guint         start,
                   guint         end,
                   RectangleFunc func,
                   gpointer      data)
{
  PangoContext *context = pango_layout_get_context (self->layout);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  const int ascent = pango_font_metrics_get_ascent (metrics), descent = pango_font_metrics_get_descent (metrics);
  PangoLayoutIter *iter = pango_layout_get_iter (self->layout);

  do {
    PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
    const guint line_start = line->start_index, line_end = line->start_index + line->length;
    const int baseline = pango_layout_iter_get_baseline (iter);
    g_autofree int *ranges = NULL;
    int n_ranges;

    if (line_end < start || line_start >= end)
      continue;
    pango_layout_line_get_x_ranges (line, MAX (start, line_start), MIN (end, line_end), &ranges, &n_ranges);
    for (int i = 0; i < n_ranges; i++) {
      const float x = (float) ranges[2 * i] / PANGO_SCALE, right = (float) ranges[2 * i + 1] / PANGO_SCALE;

      func (self, &GRAPHENE_RECT_INIT (x, (float) (baseline - ascent) / PANGO_SCALE, right - x, (float) (ascent + descent) / PANGO_SCALE), data);
    }
  } while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  pango_font_metrics_unref (metrics);
}

typedef struct {
  GtkSnapshot *snapshot;
  const GdkRGBA *color;
  float radius;
  float grow;
} Fill;

static void
fill_rectangle (OfficeText            *self,
                const graphene_rect_t *rectangle,
                gpointer               data)
{
  const Fill *fill = data;
  graphene_rect_t bounds = *rectangle;
  GskRoundedRect rounded;

  graphene_rect_inset (&bounds, 0, -fill->grow);
  gsk_rounded_rect_init_from_rect (&rounded, &bounds, fill->radius);
  gtk_snapshot_push_rounded_clip (fill->snapshot, &rounded);
  gtk_snapshot_append_color (fill->snapshot, fill->color, &bounds);
  gtk_snapshot_pop (fill->snapshot);
}

static gboolean
find_index (OfficeText *self,
            double      x,
            double      y,
            gboolean    nearest,
            guint      *index)
{
  int byte, trailing;
  gboolean inside;

  ensure_width (self, gtk_widget_get_width (GTK_WIDGET (self)));
  inside = pango_layout_xy_to_index (self->layout, (x - get_offset (self)) * PANGO_SCALE, y * PANGO_SCALE, &byte, &trailing);
  if (nearest)
    for (; trailing > 0; trailing--)
      byte = g_utf8_next_char (self->block->text + byte) - self->block->text;
  *index = byte;
  return inside;
}

static void
set_selection (OfficeText *self,
               guint       anchor,
               guint       cursor)
{
  if (anchor == self->anchor && cursor == self->cursor)
    return;
  self->anchor = anchor;
  self->cursor = cursor;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
select_word (OfficeText *self,
             guint       index)
{
  const char *text = self->block->text;
  int n;
  const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly (self->layout, &n);
  int start = g_utf8_pointer_to_offset (text, text + index), end = start;

  while (start > 0 && !attributes[start].is_word_start)
    start--;
  while (end < n - 1 && (end == start || !attributes[end].is_word_end))
    end++;
  set_selection (self, g_utf8_offset_to_pointer (text, start) - text, g_utf8_offset_to_pointer (text, end) - text);
}

static void
offer_primary (OfficeText *self)
{
  g_autofree char *text = office_text_dup_selection (self);

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_primary_clipboard (GTK_WIDGET (self)), text);
}

static void
pressed (OfficeText      *self,
         int              n_press,
         double           x,
         double           y,
         GtkGestureClick *gesture)
{
  guint index;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  find_index (self, x, y, TRUE, &index);
  if (n_press == 1)
    set_selection (self, index, index);
  else if (n_press == 2)
    select_word (self, index);
  else
    set_selection (self, 0, strlen (self->block->text));
  if (n_press > 1)
    offer_primary (self);
}

static void
released (OfficeText      *self,
          int              n_press,
          double           x,
          double           y,
          GtkGestureClick *gesture)
{
  const OfficeSpan *span = office_text_pick_target (self, x, y);

  if (n_press == 1 && span != NULL && self->anchor == self->cursor)
    g_signal_emit (self, signals[TARGET_ACTIVATED], 0, (int) span->kind, span->target);
}

static gboolean
is_touch (GtkGesture *gesture)
{
  GdkEvent *event = gtk_gesture_get_last_event (gesture, gtk_gesture_get_last_updated_sequence (gesture));
  GdkDevice *device = event != NULL ? gdk_event_get_device (event) : NULL;

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

static void
drag_begun (OfficeText     *self,
            double          x,
            double          y,
            GtkGestureDrag *gesture)
{
  /* A finger scrolls; it copies from the row's menu. */
  if (is_touch (GTK_GESTURE (gesture)))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_updated (OfficeText     *self,
              double          offset_x,
              double          offset_y,
              GtkGestureDrag *gesture)
{
  double x, y;
  guint index;

  if (!self->dragging && !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, offset_x, offset_y))
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (!self->dragging) {
    self->dragging = TRUE;
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    find_index (self, x, y, TRUE, &self->anchor);
  }
  find_index (self, x + offset_x, y + offset_y, TRUE, &index);
  set_selection (self, self->anchor, index);
}

static void
drag_ended (OfficeText     *self,
            double          offset_x,
            double          offset_y,
            GtkGestureDrag *gesture)
{
  if (self->dragging)
    offer_primary (self);
  self->dragging = FALSE;
}

static void
moved (OfficeText               *self,
       double                    x,
       double                    y,
       GtkEventControllerMotion *controller)
{
  const OfficeSpan *span = office_text_pick_target (self, x, y);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), span != NULL && span->kind != OFFICE_SPAN_PERSON ? "pointer" : "text");
}

static void
focus_left (OfficeText *self)
{
  set_selection (self, 0, 0);
}

static void
copy (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  g_autofree char *text = office_text_dup_selection (OFFICE_TEXT (widget));

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
select_all (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  OfficeText *self = OFFICE_TEXT (widget);

  set_selection (self, 0, strlen (self->block->text));
  offer_primary (self);
}

static GtkSizeRequestMode
office_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
office_text_measure (GtkWidget     *widget,
                     GtkOrientation orientation,
                     int            for_size,
                     int           *minimum,
                     int           *natural,
                     int           *minimum_baseline,
                     int           *natural_baseline)
{
  OfficeText *self = OFFICE_TEXT (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    ensure_natural (self);
    *natural = self->natural_width;
    *minimum = self->block->code ? self->natural_width : MIN (self->natural_width, SMALLEST_WIDTH);
  } else {
    *minimum = *natural = ensure_width (self, for_size);
  }
}

static void
office_text_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  OfficeText *self = OFFICE_TEXT (widget);
  GdkRGBA color;

  ensure_width (self, gtk_widget_get_width (widget));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (get_offset (self), 0));
  for (guint i = 0; i < self->block->spans->len; i++) {
    const OfficeSpan *span = &g_array_index (self->block->spans, OfficeSpan, i);

    if (is_pill (span))
      foreach_rectangle (self, span->start, span->end, fill_rectangle, &(Fill) { snapshot, &self->colors[COLOR_PILL_BACKGROUND], PILL_RADIUS, 1 });
    else if (span->kind == OFFICE_SPAN_CODE)
      foreach_rectangle (self, span->start, span->end, fill_rectangle, &(Fill) { snapshot, &self->colors[COLOR_CODE], 4, 0 });
  }
  if (self->anchor != self->cursor)
    foreach_rectangle (self, MIN (self->anchor, self->cursor), MAX (self->anchor, self->cursor), fill_rectangle,
                       &(Fill) { snapshot, &self->colors[COLOR_SELECTION], 0, 1 });
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
office_text_css_changed (GtkWidget         *widget,
                         GtkCssStyleChange *change)
{
  OfficeText *self = OFFICE_TEXT (widget);

  GTK_WIDGET_CLASS (office_text_parent_class)->css_changed (widget, change);

  if (self->layout == NULL)
    return;
  if (read_colors (self))
    update_attributes (self);
  if (self->serial != pango_context_get_serial (gtk_widget_get_pango_context (widget)))
    gtk_widget_queue_resize (widget);
  gtk_widget_queue_draw (widget);
}

static void
office_text_system_setting_changed (GtkWidget       *widget,
                                    GtkSystemSetting setting)
{
  OfficeText *self = OFFICE_TEXT (widget);

  GTK_WIDGET_CLASS (office_text_parent_class)->system_setting_changed (widget, setting);

  if (setting != GTK_SYSTEM_SETTING_DPI && setting != GTK_SYSTEM_SETTING_FONT_NAME && setting != GTK_SYSTEM_SETTING_FONT_CONFIG)
    return;
  if (self->layout != NULL)
    pango_layout_context_changed (self->layout);
  forget_sizes (self);
  gtk_widget_queue_resize (widget);
}

static void
office_text_direction_changed (GtkWidget       *widget,
                               GtkTextDirection previous)
{
  OfficeText *self = OFFICE_TEXT (widget);

  GTK_WIDGET_CLASS (office_text_parent_class)->direction_changed (widget, previous);

  g_clear_object (&self->layout);
  gtk_widget_queue_resize (widget);
}

/* Reached by pointer only: with the keyboard one goes from message to message, and a message's menu copies. */
static gboolean
office_text_focus (GtkWidget       *widget,
                   GtkDirectionType direction)
{
  return FALSE;
}

static void
office_text_finalize (GObject *object)
{
  OfficeText *self = OFFICE_TEXT (object);

  g_clear_object (&self->layout);
  g_clear_pointer (&self->block, office_text_block_unref);

  G_OBJECT_CLASS (office_text_parent_class)->finalize (object);
}

static void
office_text_class_init (OfficeTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = office_text_finalize;
  widget_class->get_request_mode = office_text_get_request_mode;
  widget_class->measure = office_text_measure;
  widget_class->snapshot = office_text_snapshot;
  widget_class->css_changed = office_text_css_changed;
  widget_class->system_setting_changed = office_text_system_setting_changed;
  widget_class->direction_changed = office_text_direction_changed;
  widget_class->focus = office_text_focus;

  signals[TARGET_ACTIVATED] = g_signal_new ("target-activated", OFFICE_TYPE_TEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "text.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "text.select-all", NULL, select_all);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "text.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_CONTROL_MASK, "text.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, "text.select-all", NULL);
  gtk_widget_class_set_css_name (widget_class, "officetext");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
office_text_init (OfficeText *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autoptr (GPtrArray) nothing = office_text_markup_parse ("");

  self->block = office_text_block_ref (nothing->pdata[0]);
  forget_sizes (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begun), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_updated), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_ended), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_group (click, drag);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (moved), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * office_text_new:
 *
 * Returns: (transfer floating): an empty text
 */
GtkWidget *
office_text_new (void)
{
  return g_object_new (OFFICE_TYPE_TEXT, NULL);
}

/**
 * office_text_set_block:
 * @block: what to show; code is not wrapped
 */
void
office_text_set_block (OfficeText      *self,
                       OfficeTextBlock *block)
{
  g_autofree char *plain = NULL;

  g_return_if_fail (OFFICE_IS_TEXT (self));
  g_return_if_fail (block != NULL);

  office_text_block_ref (block);
  office_text_block_unref (self->block);
  self->block = block;
  self->anchor = self->cursor = 0;
  self->n_passes = 0;
  g_clear_object (&self->layout);
  plain = office_text_dup_plain (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * office_text_dup_plain:
 *
 * Returns: (transfer full): the whole text as it is read
 */
char *
office_text_dup_plain (OfficeText *self)
{
  g_return_val_if_fail (OFFICE_IS_TEXT (self), NULL);

  return office_text_block_dup_plain (self->block, 0, G_MAXUINT);
}

/**
 * office_text_dup_selection:
 *
 * Returns: (transfer full) (nullable): what is selected, as it is read
 */
char *
office_text_dup_selection (OfficeText *self)
{
  g_return_val_if_fail (OFFICE_IS_TEXT (self), NULL);

  if (self->anchor == self->cursor)
    return NULL;
  return office_text_block_dup_plain (self->block, MIN (self->anchor, self->cursor), MAX (self->anchor, self->cursor));
}

/**
 * office_text_select:
 * @start: first byte of the block's text, at the start of a character
 * @end: the byte after the last
 */
void
office_text_select (OfficeText *self,
                    guint       start,
                    guint       end)
{
  const guint length = strlen (self->block->text);

  g_return_if_fail (OFFICE_IS_TEXT (self));

  set_selection (self, MIN (start, length), MIN (end, length));
}

/**
 * office_text_pick_target:
 * @x: pixels from the widget's left edge
 * @y: pixels from its top
 *
 * Returns: (transfer none) (nullable): the link, person or task there; valid until the text is set again
 */
const OfficeSpan *
office_text_pick_target (OfficeText *self,
                         double      x,
                         double      y)
{
  guint index;

  g_return_val_if_fail (OFFICE_IS_TEXT (self), NULL);

  return find_index (self, x, y, FALSE, &index) ? office_text_block_find_target (self->block, index) : NULL;
}

/**
 * office_text_get_n_layout_passes:
 *
 * Returns: how often lines were broken since the text was set
 */
guint
office_text_get_n_layout_passes (OfficeText *self)
{
  g_return_val_if_fail (OFFICE_IS_TEXT (self), 0);

  return self->n_passes;
}
